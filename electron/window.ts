import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { app, BrowserWindow, nativeTheme, protocol, screen, session } from 'electron';

/** The only origin that the window ever shows. */
export const pageOrigin = 'app://latchkey';

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Must run before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } }]);
}

/** Denies every way out of the page: navigation, new windows, frames, permissions. */
export function closeEveryOtherWay(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}

/** Serves the built page under a strict policy; nothing outside its folder. */
export function servePage(folder: string): void {
  protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    const file = path.join(folder, path.normalize(decodeURIComponent(url.pathname)));
    const type = mediaTypes[path.extname(file)];
    // Node gives a scheme of ours no origin, so host and protocol are compared
    if (`${url.protocol}//${url.host}` !== pageOrigin || type === undefined || !file.startsWith(folder + path.sep))
      return new Response(null, { status: 403 });
    try {
      const headers = { 'content-type': type, 'content-security-policy': contentSecurityPolicy, 'x-content-type-options': 'nosniff' };
      return new Response(await readFile(file), { headers });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
}

/** Makes the one window; it shows itself when the page is painted. */
export function createWindow(preload: string, icon: string): BrowserWindow {
  const { width, height } = screen.getPrimaryDisplay().workAreaSize;
  const window = new BrowserWindow({
    width: Math.min(1120, width),
    height: Math.min(760, height),
    minWidth: 880,
    minHeight: 600,
    show: false,
    icon,
    // --surface of renderer/ui/tokens.css, so that the first frame does not flash
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#17181a' : '#fbfaf8',
    webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, spellcheck: false },
  });
  window.once('ready-to-show', () => window.show());
  return window;
}
