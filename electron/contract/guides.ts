/** Where a device's certificate goes: an app, a browser or a store, each with a guide of its own. */
export const guideIds = [
  'ios-app',
  'ios-safari',
  'apple-watch',
  'android-app',
  'wear-os',
  'macos-keychain',
  'macos-app',
  'windows',
  'firefox',
  'chrome-linux',
  'curl',
] as const;
export type GuideId = (typeof guideIds)[number];

/** The guide that was opened last for a device, and what was ticked off: guides share steps, so a tick outlives a change of guide. */
export interface GuideProgress {
  readonly id: GuideId;
  readonly ticked: readonly string[];
}
