import { type BrowserWindow, Notification } from 'electron';
import { fill } from '../contract/text/fill.ts';
import { sendEvent } from '../ipc/bind.ts';
import type { VerdictNews } from '../services/foundation.ts';
import { nativeText } from './native-text.ts';

/** Shown ones: Electron forgets what happens on a click with the object that nobody holds. */
const shown = new Set<Notification>();

/** Tells by a notification of the system how a door stands now; a click shows the test in the window. */
export function notifyOfVerdict(window: BrowserWindow, { home, homeId, deviceId, report }: VerdictNews): void {
  if (!Notification.isSupported()) return;
  const { title, verdicts } = nativeText().verdictNews;
  const { word, sentence } = verdicts[report.verdict];
  const notification = new Notification({
    title: fill(title, { home, verdict: word }),
    body: fill(sentence, { device: report.device ?? '' }),
  });
  const forget = () => shown.delete(notification);
  notification.on('close', forget);
  notification.on('failed', forget);
  notification.on('click', () => {
    forget();
    if (window.isMinimized()) window.restore();
    window.show();
    sendEvent(window.webContents, 'probe:open', { homeId, deviceId });
  });
  shown.add(notification);
  notification.show();
}
