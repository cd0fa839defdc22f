/** Both roads to a locked door, for real: `npm run roads -- [--json] [--only TARGET] [--report FILE]`, by build/roads.mjs. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type NetworkInterfaceInfo, networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Doorkeeper, isPresent } from './doorkeeper.ts';
import { apache } from './doorkeepers/apache.ts';
import { caddy } from './doorkeepers/caddy.ts';
import { haproxy } from './doorkeepers/haproxy.ts';
import { ownDoor } from './doorkeepers/home-assistant.ts';
import { nginx } from './doorkeepers/nginx.ts';
import { nginxProxyManager } from './doorkeepers/nginx-proxy-manager.ts';
import { traefik } from './doorkeepers/traefik.ts';
import { checkLines, startUpstream } from './home-assistant.ts';
import { planFor } from './plan.ts';
import { type Brought, type Check, inWords, isGreen, type Report, type Skipped } from './report.ts';
import { checkSchemas } from './schema.ts';
import { endAll } from './servers.ts';
import { type Surroundings, tryProxy } from './trial.ts';
import { makeWorld } from './world.ts';

/** Milliseconds for everything; it takes about a minute. */
const patience = 900_000;

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, only: { type: 'string' }, report: { type: 'string' } },
});

const brought = JSON.parse(process.env['ROADS_BROUGHT'] ?? 'null') as Brought | null;
if (brought === null) throw new Error('run it by `npm run roads`');
const { homeAssistant: python, caddy: currentCaddy, publicAddresses } = brought;
const skipped: Skipped[] = [...brought.skipped];

/** With loopback alone, Apache takes a machine for one without IPv6. */
const isGlobalIpv6 = ({ family, address }: NetworkInterfaceInfo): boolean => family === 'IPv6' && !/^(::1$|fe80:)/.test(address);
const ipv6 = Object.values(networkInterfaces()).some((found) => found?.some(isGlobalIpv6));

/** Whom the options ask for, as far as they are here. */
function chosen(): readonly Doorkeeper[] {
  const everyone = [
    nginx,
    caddy('caddy-debian', 'caddy'),
    ...(currentCaddy ? [caddy('caddy-current', currentCaddy)] : []),
    haproxy,
    apache,
    ...(python ? [ownDoor(python)] : []),
    nginxProxyManager,
  ].filter(isWanted);
  for (const { name, program } of everyone) if (!isPresent(program)) skipped.push({ what: name, why: `no ${program} on this machine` });
  // What is written for Traefik is read by its schema, too, so it is not missed.
  return [...everyone, ...[traefik].filter(isWanted)].filter(({ program }) => isPresent(program));
}

function isWanted({ name, target }: Doorkeeper): boolean {
  return values.only === undefined || [name, target].includes(values.only);
}

async function travel(folder: string): Promise<Report> {
  const proxies = chosen();
  if (publicAddresses.length === 0) skipped.push({ what: 'strangers from elsewhere at an inside port', why: 'takes Linux, and root' });
  if (!ipv6) skipped.push({ what: 'IPv6', why: 'this machine has none' });
  if (python === null) skipped.push({ what: "Traefik's schema", why: 'read by the Python of Home Assistant' });
  for (const { what, why } of skipped) console.error(`SKIPPED: ${what}: ${why}`);

  say('Making authorities, a server and devices …');
  const worlds = { ecdsa: await makeWorld('p256', path.join(folder, 'p256')), rsa: await makeWorld('rsa2048', path.join(folder, 'rsa')) };
  say(`Starting ${python ? 'Home Assistant' : 'a stand-in for Home Assistant'} …`);
  const upstream = await startUpstream(python, path.join(folder, 'home-assistant'), async (origin) => {
    const home = { target: 'nginx', url: 'https://localhost', folder: '/etc/nginx/latchkey', openPaths: [], insidePort: null } as const;
    return (await planFor({ ...home, upstream: origin }, worlds.ecdsa, [])).homeAssistant;
  });
  const linter = python === null ? null : (lines: string) => checkLines(python, path.join(folder, 'lines'), lines);
  const around: Surroundings = { folder, worlds, upstream, publicAddresses, ipv6, checkLines: linter };
  const checks: Check[] = [];
  for (const proxy of proxies) {
    say(`${proxy.name} …`);
    checks.push(...(await tryProxy(proxy, around)));
  }
  await upstream.stop();
  if (python !== null && isWanted(traefik)) checks.push(...(await checkSchemas(python, worlds.ecdsa)));
  return { checks, skipped };
}

const startedAt = performance.now();
/** Progress goes beside the answer. */
const say = (text: string): void => console.error(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${text}`);

const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-roads-'));
process.on('exit', () => {
  endAll();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));
setTimeout(() => {
  console.error('This takes too long: given up.');
  process.exit(1);
}, patience).unref();

const report = await travel(folder);
say('Done.');
if (values.report !== undefined) writeFileSync(values.report, JSON.stringify(report));
console.log(values.json ? JSON.stringify(report) : inWords(report));
process.exitCode = isGreen(report) ? 0 : 1;
