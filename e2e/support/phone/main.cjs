// A phone as far as a web server can tell: a real Chromium with the user agent of one and without script. Loads the
// link that PHONE_VISIT names, taps the download, and prints what it saw as one line of JSON.
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { app, BrowserWindow, session } = require('electron');

/** @type {{ readonly url: string, readonly userAgent: string, readonly languages: string, readonly folder: string | null }} */
const { url, userAgent, languages, folder } = JSON.parse(process.env['PHONE_VISIT'] ?? '{}');

/** @param {Electron.WebContents} contents */
async function look(contents) {
  const { root } = await contents.debugger.sendCommand('DOM.getDocument');
  const { outerHTML } = await contents.debugger.sendCommand('DOM.getOuterHTML', { nodeId: root.nodeId });
  const { nodeId } = await contents.debugger.sendCommand('DOM.querySelector', { nodeId: root.nodeId, selector: 'a' });
  return { html: outerHTML, link: nodeId };
}

/**
 * Taps a link until a download comes of it: what is not painted yet feels no tap.
 * @param {Electron.WebContents} contents
 * @param {number} nodeId
 */
async function tap(contents, nodeId) {
  let isTaken = false;
  const done = new Promise((resolve) => {
    contents.session.once('will-download', (_event, item) => {
      isTaken = true;
      const file = path.join(folder ?? '', item.getFilename());
      item.setSavePath(file);
      item.once('done', (_done, state) => resolve({ state, file, type: item.getMimeType() }));
    });
  });
  const { model } = await contents.debugger.sendCommand('DOM.getBoxModel', { nodeId });
  const [left, top, right, , , bottom] = model.content;
  const at = { x: (left + right) / 2, y: (top + bottom) / 2, button: 'left', clickCount: 1 };
  while (!isTaken) {
    for (const type of ['mousePressed', 'mouseReleased']) void contents.debugger.sendCommand('Input.dispatchMouseEvent', { type, ...at });
    await sleep(1_000);
  }
  return done;
}

async function visit() {
  session.defaultSession.setUserAgent(userAgent, languages);
  /** @type {{ readonly url: string, readonly status: number }[]} */
  const answers = [];
  session.defaultSession.webRequest.onCompleted((details) => {
    answers.push({ url: details.url, status: details.statusCode });
  });
  const window = new BrowserWindow({ width: 390, height: 844, webPreferences: { javascript: false, sandbox: true } });
  const contents = window.webContents;
  contents.debugger.attach();
  await contents.loadURL(url);
  const page = await look(contents);
  const download = folder === null || page.link === 0 ? null : await tap(contents, page.link);
  await contents.loadURL(url).catch(() => undefined);
  const after = await look(contents);
  return { html: page.html, download, after: after.html, answers };
}

app
  .whenReady()
  .then(visit)
  .then(
    (seen) => {
      console.log(JSON.stringify({ seen }));
      app.exit(0);
    },
    (error) => {
      console.log(JSON.stringify({ error: String(error) }));
      app.exit(1);
    },
  );
