/** The whole road in the real app without hands: `npm run demo`. Run by build/demo.mjs, on a display and with a keyring. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lastProbeReport } from '../../e2e/support/bridge-messages.ts';
import { startHomeAssistant } from '../../e2e/support/home-assistant.ts';
import { curl, present } from '../../e2e/support/judges.ts';
import { Latchkey } from '../../e2e/support/latchkey.ts';
import { freePort, runNginx } from '../../e2e/support/nginx.ts';
import { Road } from '../../e2e/support/road.ts';
import { type DemoOptions, readOptions } from './options.ts';
import { OutFolder } from './out-folder.ts';

const home = 'Lindenweg';
const device = 'Anna – iPhone';

async function demo(options: DemoOptions): Promise<void> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'latchkey-demo-'));
  const latchkey = new Latchkey({ profile: path.join(scratch, 'profile'), tap: path.join(scratch, 'bridge.jsonl'), keyring: true });
  const homeAssistant = await startHomeAssistant();
  say(`A stand-in answers as Home Assistant does at ${homeAssistant.origin}.`);
  try {
    await latchkey.start();
    await latchkey.page.emulateMedia({ reducedMotion: 'reduce' });
    await lockDoor(latchkey, homeAssistant.origin, scratch, options);
    if (homeAssistant.faults.length > 0) throw new Error(`Home Assistant was asked for ${homeAssistant.faults.join(', ')}`);
  } finally {
    await latchkey.quit();
    await homeAssistant.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** From the welcome to a door that is proved locked; `out` takes what is made on the way. */
async function lockDoor(latchkey: Latchkey, upstream: string, scratch: string, { out: folder, key, profile }: DemoOptions): Promise<void> {
  const out = new OutFolder(folder);
  const port = await freePort();
  const url = `https://localhost:${port}`;
  const road = new Road(latchkey, (step) => out.picture(latchkey.page, step));
  await out.picture(latchkey.page, 'welcome');
  await road.begin();
  await road.address({ name: home, url });
  await road.authority({ name: `${home} devices`, key: key ?? 'p256' });
  say(`Made the device authority "${home} devices" for ${url}.`);
  await road.backup(path.join(scratch, 'backup'));
  say('Saved its backup and opened it again.');
  await road.ownServerCertificate();
  say('Issued a server certificate from an authority that can vouch for localhost only.');
  out.takeProxyFiles(await road.proxy({ upstream, folder, place: scratch }));
  const nginx = await runNginx(out.at('nginx.conf'), port, out.at('.nginx/error.log'));
  try {
    say(`nginx runs with what the app wrote, as ${out.at('nginx.conf')}.`);
    await road.device({ name: device, ...(key && { key }) });
    say(`Issued a certificate for "${device}".`);
    const { file, passphrase } = await road.export(path.join(scratch, 'bundle'), profile);
    out.takeBundle(file, passphrase);
    say(`Exported it (${profile}) as device.p12, opened again before it counted.`);
    await road.test();
    await road.finish();
    await out.picture(latchkey.page, 'home');
    const { verdict, durationMs } = out.writeReport(lastProbeReport(latchkey.world.tap));
    say(`Test connection says: ${verdict}, in ${durationMs} ms.`);
    if (present('curl')) say(await knock(url, out, passphrase));
    if (verdict !== 'locked') throw new Error(`the door should be locked, but the verdict is ${verdict}`);
    say(`Left ${out.list().length} files in ${folder}.`);
  } finally {
    await nginx.stop();
  }
}

/** curl, which knows nothing of Latchkey, as a stranger and as the device. */
async function knock(origin: string, out: OutFolder, passphrase: string): Promise<string> {
  const visit = { url: `${origin}/manifest.json`, trusts: out.at('server-ca.crt') };
  const stranger = await curl({ ...visit, as: null });
  const guest = await curl({ ...visit, as: { bundle: out.at('device.p12'), passphrase } });
  return `curl gets ${stranger.status || 'no answer'} as a stranger and ${guest.status} with device.p12.`;
}

let line = 0;
function say(what: string): void {
  line += 1;
  console.log(`${String(line).padStart(2)}  ${what}`);
}

try {
  await demo(readOptions(process.argv.slice(2)));
} catch (trouble) {
  console.error(trouble instanceof Error ? trouble.message : trouble);
  process.exitCode = 1;
}
