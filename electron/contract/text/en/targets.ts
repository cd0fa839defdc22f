import type { ExportTarget } from '../../entities.ts';
import type { TargetVerdict } from '../../inspection.ts';

/** Where a file may go, and whether it is taken there. */
export const targetsEn = {
  name: {
    ios: 'iPhone or iPad',
    'android-15': 'Android 15 or older',
    'android-16': 'Android 16 or newer',
    'wear-os': 'Wear OS watch',
    macos: 'Mac',
    windows: 'Windows',
    firefox: 'Firefox',
    pem: 'Just PEM',
  },
  verdict: {
    takes: 'Takes it',
    'may-refuse': 'May refuse it',
    refuses: 'Refuses it',
  },
} as const satisfies {
  readonly name: Readonly<Record<ExportTarget, string>>;
  readonly verdict: Readonly<Record<TargetVerdict['verdict'], string>>;
};
