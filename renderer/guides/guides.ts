import type { Platform } from '../../electron/contract/entities.ts';
import { type GuideId, guideIds } from '../../electron/contract/guides.ts';
import { androidApp } from './android-app.ts';
import { appleWatch } from './apple-watch.ts';
import { chromeLinux } from './chrome-linux.ts';
import { curl } from './curl.ts';
import { firefox } from './firefox.ts';
import type { Guide } from './guide.ts';
import { iosApp } from './ios-app.ts';
import { iosSafari } from './ios-safari.ts';
import { macosApp } from './macos-app.ts';
import { macosKeychain } from './macos-keychain.ts';
import { wearOs } from './wear-os.ts';
import { windows } from './windows.ts';

/** Every guide by its id. */
export const guides: Readonly<Record<GuideId, Guide>> = {
  'ios-app': iosApp,
  'ios-safari': iosSafari,
  'apple-watch': appleWatch,
  'android-app': androidApp,
  'wear-os': wearOs,
  'macos-keychain': macosKeychain,
  'macos-app': macosApp,
  windows,
  firefox,
  'chrome-linux': chromeLinux,
  curl,
};

/** What a device of a platform may need, the usual first. */
export const guidesOf = (platform: Platform): readonly Guide[] =>
  guideIds.map((id) => guides[id]).filter(({ platforms }) => platforms.includes(platform));
