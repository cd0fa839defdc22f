/** Draws the PNGs that packages and windows need from assets/*.svg: `npm run icons`. They are committed. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inRoot } from './root.mjs';
import { withDesktop } from './setup/desktop.mjs';
import { reportTrouble } from './setup/report-trouble.mjs';
import { setUp } from './setup/set-up.mjs';

const sizes = [16, 24, 32, 48, 64, 128, 256, 512];
const windowIconSize = 256;
const dragIconSize = 64;

/**
 * Runs in a page.
 *
 * @param {{ readonly svg: string, readonly size: number }} drawing
 * @returns {Promise<string>} PNG, base64
 */
async function draw({ svg, size }) {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  canvas.getContext('2d')?.drawImage(image, 0, 0, size, size);
  return canvas.toDataURL('image/png').replace(/^.*,/, '');
}

await reportTrouble(async () => {
  const runtime = await setUp('desktop');
  const { openThroughDebuggingPort } = await import('./debugging-port.mjs');
  const [icon = '', document = ''] = await Promise.all(['icon', 'document'].map((name) => readFile(inRoot(`assets/${name}.svg`), 'utf8')));
  const profile = await mkdtemp(path.join(tmpdir(), 'latchkey-icons-'));
  await withDesktop('none', async (env) => {
    const args = [inRoot('build/bench/bare-window'), `--user-data-dir=${profile}`];
    const { page, stop } = await openThroughDebuggingPort(runtime.executable, args, env);
    /** @param {{ readonly svg: string, readonly size: number }} drawing */
    const png = async (drawing) => Buffer.from(await page.evaluate(draw, drawing), 'base64');
    for (const size of sizes) {
      await writeFile(inRoot('assets/icons', `${size}x${size}.png`), await png({ svg: icon, size }));
    }
    await writeFile(inRoot('assets/page/icon.png'), await png({ svg: icon, size: windowIconSize }));
    await writeFile(inRoot('assets/page/document.png'), await png({ svg: document, size: dragIconSize }));
    await stop();
  });
  await rm(profile, { recursive: true, force: true });
  return 0;
});
