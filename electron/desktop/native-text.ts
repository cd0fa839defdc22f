import { type NativeText, nativeEn } from '../contract/text/en/native.ts';

/** The words for menus and dialogs in the user's language; English where there is no catalogue yet. */
export const nativeText = (): NativeText => nativeEn;
