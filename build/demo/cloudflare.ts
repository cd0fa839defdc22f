import { readFileSync } from 'node:fs';
import { lastProbeReport } from '../../e2e/support/bridge-messages.ts';
import { startCloudflare } from '../../e2e/support/cloudflare.ts';
import { CloudflareRoad } from '../../e2e/support/cloudflare-road.ts';
import { opensslBundle } from '../../e2e/support/judges.ts';
import { begin, device, home, say, type Walk } from './walk.ts';

/** From the welcome to a door that is proved locked, by hand, with a Cloudflare of our own: the real one is not asked for anything. */
export async function lockCloudflare(walk: Walk): Promise<void> {
  const { latchkey, homeAssistant, documents, out } = walk;
  const cloudflare = await startCloudflare(homeAssistant.origin);
  process.env['LATCHKEY_INTERNET'] = cloudflare.internet; // what the app inherits when it starts
  try {
    const road = new CloudflareRoad(latchkey, cloudflare, (step) => out.picture(latchkey.page, step));
    await begin(walk);
    await road.begin();
    await road.address({ name: home });
    await road.prepare();
    await road.tunnel();
    await road.connector();
    say(`A stand-in for Cloudflare serves https://${cloudflare.host}; Latchkey saw each step of it that can be seen.`);
    await road.device({ name: device });
    await road.certificate({ name: device });
    say('Had the copied request signed there, and pasted what came back.');
    await road.hostname();
    await road.rule();
    say('Put the copied name and rule in place.');
    const exported = await road.export(documents);
    out.takeBundle(exported);
    say(`Exported the certificate of “${device}” as device.p12.`);
    await road.test();
    await road.finish();
    await out.picture(latchkey.page, 'home');
    say(out.writeReport(lastProbeReport(latchkey.world.tap)));
    const { leaf, key } = opensslBundle(exported.file, exported.passphrase);
    const phone = { cert: readFileSync(leaf, 'utf8'), key: readFileSync(key, 'utf8') };
    say(`The edge answers ${await cloudflare.visit(null)} to a stranger and ${await cloudflare.visit(phone)} to device.p12.`);
  } finally {
    delete process.env['LATCHKEY_INTERNET'];
    await cloudflare.stop();
  }
}
