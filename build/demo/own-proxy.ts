import path from 'node:path';
import { lastProbeReport } from '../../e2e/support/bridge-messages.ts';
import { curl, present } from '../../e2e/support/judges.ts';
import { type ExportedFile, Road } from '../../e2e/support/road.ts';
import { targetAbilities } from '../../electron/contract/deploy.ts';
import { freePort } from '../roads/servers.ts';
import type { DemoOptions, DemoTarget } from './options.ts';
import type { OutFolder } from './out-folder.ts';
import { ProxyHost } from './proxy-host.ts';
import { begin, device, home, say, type Walk } from './walk.ts';

/** What the proxies are called on the page. */
const names: Readonly<Record<DemoTarget, string>> = { nginx: 'nginx', caddy: 'Caddy', haproxy: 'HAProxy', apache: 'Apache' };

/** From the welcome to a door that is proved locked, behind a real proxy that is set up as the page tells. */
export async function lockOwnProxy(walk: Walk, { target, key, profile }: DemoOptions): Promise<void> {
  const { latchkey, homeAssistant, scratch, documents, out } = walk;
  const host = new ProxyHost(target, path.join(scratch, 'host'));
  const port = await freePort();
  const url = `https://localhost:${port}`;
  const road = new Road(latchkey, (step) => out.picture(latchkey.page, step));
  await begin(walk);
  await road.begin();
  await road.address({ name: home, url });
  await road.authority({ name: `${home} devices`, key: key ?? 'p256' });
  say(`Made the device authority “${home} devices” for ${url}.`);
  await road.backup(documents);
  say('Saved its backup, opened again before it counted.');
  await road.ownServerCertificate();
  say('Issued a server certificate from an authority that can vouch for localhost only.');
  await road.target(names[target]);
  await road.fillProxy({ upstream: homeAssistant.origin });
  const saved = await road.saveProxy(documents);
  const commands = [await road.copy('1. Put the files in their places'), await road.copy('2. Check the configuration')];
  await road.leaveProxy();
  out.takeProxyFiles(saved);
  if (target === 'nginx') out.writeNginx(targetAbilities[target].folder);
  const proxy = await host.start(saved, commands, port);
  try {
    say(`${names[target]} runs with what the app wrote, put in place by the commands on the page.`);
    await road.device({ name: device, ...(key && { key }) });
    const exported = await road.export(documents, profile);
    out.takeBundle(exported);
    say(`Issued a certificate for “${device}” and exported it (${profile}) as device.p12.`);
    await road.test();
    await road.finish();
    await out.picture(latchkey.page, 'home');
    say(out.writeReport(lastProbeReport(latchkey.world.tap)));
    if (present('curl')) say(await knock(url, out, exported));
  } finally {
    await proxy.stop();
  }
}

/** curl, which knows nothing of Latchkey, as a stranger and as the device. */
async function knock(origin: string, out: OutFolder, { passphrase }: ExportedFile): Promise<string> {
  const visit = { url: `${origin}/manifest.json`, trusts: out.at('server-ca.crt') };
  const stranger = await curl({ ...visit, as: null });
  const guest = await curl({ ...visit, as: { bundle: out.at('device.p12'), passphrase } });
  return `curl gets ${stranger.status || 'no answer'} as a stranger and ${guest.status} with device.p12.`;
}
