// The least that Electron can be: what Latchkey is measured against, and a canvas to draw its icons on.
const { app, BrowserWindow } = require('electron');

void app.whenReady().then(async () => {
  const window = new BrowserWindow({ show: false });
  window.once('ready-to-show', () => window.show());
  await window.loadURL('data:text/html,<title>Bare window</title><p>Bare window</p>');
});
app.on('window-all-closed', () => app.quit());
