import type { LatchkeyBridge } from '../electron/contract/ipc.ts';

declare global {
  interface Window {
    /** What the preload exposes; read here and nowhere else. */
    readonly latchkey: LatchkeyBridge;
  }
}

/** Asks main. Trouble comes back as a Result; a rejection is a bug. */
export const invoke: LatchkeyBridge['invoke'] = (channel, request) => window.latchkey.invoke(channel, request);

/** Listens to main. @returns a function that ends the subscription. */
export const listen: LatchkeyBridge['on'] = (event, listener) => window.latchkey.on(event, listener);

/** Hands dropped files to main; their paths never enter the page. */
export const offerDropped: LatchkeyBridge['offerDropped'] = (files) => window.latchkey.offerDropped(files);
