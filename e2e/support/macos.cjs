// Preloaded into the app's main process with `-r`. Plays the parts of macOS that no other system has: the share sheet, which notes what
// it was asked to share, and a file that is handed over before the app is ready, where LATCHKEY_OPEN_FILE names one.
const Module = require('node:module');
const { app } = require('electron');

/** @type {string[]} */
const shared = [];
Object.assign(globalThis, { shared });

class ShareSheet {
  /** @param {Electron.SharingItem} item */
  constructor({ filePaths = [] }) {
    this.filePaths = filePaths;
  }

  popup() {
    shared.push(...this.filePaths);
  }
}

// what Electron exports cannot be replaced, so whoever asks for Electron gets it with another sheet in it
/** @typedef {(request: string, ...rest: unknown[]) => object} Load */
const loader = /** @type {{ _load: Load }} */ (/** @type {unknown} */ (Module));
const load = loader._load;
/** @type {Load} */
const loadOurs = (request, ...rest) => {
  const loaded = load(request, ...rest);
  if (request !== 'electron') return loaded;
  return new Proxy(loaded, { get: (electron, name) => (name === 'ShareMenu' ? ShareSheet : Reflect.get(electron, name)) });
};
loader._load = loadOurs;

const file = process.env['LATCHKEY_OPEN_FILE'];
if (file !== undefined) app.once('will-finish-launching', () => app.emit('open-file', { preventDefault: () => undefined }, file));
