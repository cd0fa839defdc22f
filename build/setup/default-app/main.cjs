// What `electron FOLDER` runs. The fallback runtime comes without this part of Electron; its own one does the same:
// https://github.com/electron/electron/blob/v33.2.1/default_app/main.ts
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { app: publicApp } = require('electron');

/** Two setters that Electron keeps for this file. */
const app = /** @type {Electron.App & { setAppPath(folder: string): void, setVersion(version: string): void }} */ (publicApp);

/** @param {string} folder */
function start(folder) {
  const { name, productName, version, desktopName } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  app.setName(productName ?? name);
  app.setVersion(version);
  app.setDesktopName(desktopName ?? `${app.getName()}.desktop`);
  app.setAppPath(folder);
  require(folder);
}

// Playwright puts `-r FILE` before the folder.
const args = process.argv.slice(1);
let folder = '';
while (args.length > 0 && folder === '') {
  const arg = args.shift() ?? '';
  if (arg === '-r') require(path.resolve(args.shift() ?? ''));
  else if (!arg.startsWith('-')) folder = path.resolve(arg);
}
if (folder === '') {
  process.stderr.write('usage: electron FOLDER\n');
  app.exit(1);
} else {
  start(folder);
}
