// Preloaded into the app's main process with `-r`. Appends every message that crosses the bridge, in either
// direction, to the file that LATCHKEY_BRIDGE_TAP names, at once: a killed app loses none.
const { appendFileSync } = require('node:fs');
const { app, ipcMain } = require('electron');

const file = process.env['LATCHKEY_BRIDGE_TAP'] ?? '';

/**
 * JSON that keeps bytes readable: `{ $bytes: base64 }` for every buffer and view.
 * @param {unknown} value
 * @returns {unknown}
 */
function plain(value) {
  if (value instanceof ArrayBuffer) return { $bytes: Buffer.from(value).toString('base64') };
  if (ArrayBuffer.isView(value)) return { $bytes: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') };
  if (value instanceof Map || value instanceof Set) return [...value].map(plain);
  if (value instanceof Error) return { ...value, name: value.name, message: value.message, stack: value.stack };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  return typeof value === 'bigint' ? String(value) : value;
}

/** @type {(to: 'main' | 'page', channel: string, payload: unknown) => void} */
const record = (to, channel, payload) =>
  appendFileSync(file, `${JSON.stringify({ to, channel, payload: plain(payload) })}\n`, { mode: 0o600 });

const handle = ipcMain.handle.bind(ipcMain);
ipcMain.handle = (channel, listener) =>
  handle(channel, async (event, ...args) => {
    record('main', channel, args);
    try {
      const answer = await listener(event, ...args);
      record('page', channel, answer);
      return answer;
    } catch (error) {
      record('page', channel, error);
      throw error;
    }
  });

const on = ipcMain.on.bind(ipcMain);
ipcMain.on = (channel, listener) =>
  on(channel, (event, ...args) => {
    record('main', channel, args);
    listener(event, ...args);
  });

app.on('web-contents-created', (_event, contents) => {
  const send = contents.send.bind(contents);
  contents.send = (channel, ...args) => {
    record('page', channel, args);
    send(channel, ...args);
  };
  const postMessage = contents.postMessage.bind(contents);
  contents.postMessage = (channel, message, transfer) => {
    record('page', channel, message);
    postMessage(channel, message, transfer);
  };
});
