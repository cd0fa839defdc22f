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

async function demo({ out: folder, key, profile }: DemoOptions): Promise<void> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'latchkey-demo-'));
  const latchkey = new Latchkey({ profile: path.join(scratch, 'profile'), tap: path.join(scratch, 'bridge.jsonl'), keyring: true });
  const homeAssistant = await startHomeAssistant();
  const out = new OutFolder(folder);
  const ended: (() => unknown)[] = [
    () => rmSync(scratch, { recursive: true, force: true }),
    () => homeAssistant.stop(),
    () => latchkey.quit(),
  ];
  try {
    const port = await freePort();
    const url = `https://localhost:${port}`;
    await latchkey.start();
    await latchkey.page.emulateMedia({ reducedMotion: 'reduce' });
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
    out.takeProxyFiles(await road.proxy({ upstream: homeAssistant.origin, folder, place: scratch }));
    const nginx = await runNginx(out.at('nginx.conf'), port, out.at('.nginx/error.log'));
    ended.push(() => nginx.stop());
    say(`Wrote the proxy's files; nginx runs with ${out.at('nginx.conf')}.`);
    await road.device({ name: device, ...(key && { key }) });
    const { file, passphrase } = await road.export(path.join(scratch, 'bundle'), profile);
    out.takeBundle(file, passphrase);
    say(`Issued "${device}" and exported it (${profile}) as device.p12.`);
    await road.test();
    await road.finish();
    await out.picture(latchkey.page, 'home');
    const report = out.writeReport(lastProbeReport(latchkey.world.tap));
    say(`Test connection says: ${report.verdict}, in ${report.durationMs} ms.`);
    if (present('curl')) say(await knock(url, out, passphrase));
    for (const fault of homeAssistant.faults) throw new Error(`Home Assistant was asked for ${fault}`);
    if (report.verdict !== 'locked') throw new Error(`the door should be locked, but the verdict is ${report.verdict}`);
    say(`Left ${out.list().length} files in ${folder}.`);
  } finally {
    for (const end of ended.toReversed()) await end();
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
