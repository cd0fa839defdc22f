/** A park of homes in every state, and what Test connection makes of them: `npm run probe:park`, by build/park.mjs. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { endAll } from '../roads/servers.ts';
import { agreements } from './agreement.ts';
import { homeLogs, startHomes, startInstead } from './homes.ts';
import { everyCauseIsThere, figures, judge } from './judge.ts';
import { countsAtGates, homesStayCalm, requestsIn } from './manners.ts';
import { behind } from './neighbourhoods/behind.ts';
import { cloudflares } from './neighbourhoods/cloudflare.ts';
import { devices } from './neighbourhoods/devices.ts';
import { wellHomes } from './neighbourhoods/healthy.ts';
import { hostiles } from './neighbourhoods/hostile.ts';
import { live } from './neighbourhoods/live.ts';
import { wayThere } from './neighbourhoods/network.ts';
import { openDoors } from './neighbourhoods/open-doors.ts';
import { pairs } from './neighbourhoods/pairs.ts';
import { serverCertificates } from './neighbourhoods/server-certificates.ts';
import { watched } from './neighbourhoods/watched.ts';
import { makeWorld } from './people.ts';
import { placeOf, settleIn } from './places.ts';
import { isMissing, isProxy, type Separate, startProgram } from './programs.ts';
import { inWords, isGreen, type Report } from './report.ts';
import type { Scenario, Settler } from './scenario.ts';
import { urlOf, visitAll } from './visitors.ts';
import { World } from './world.ts';

/** What set-up could bring. */
export interface Brought {
  /** Whether we have a network of our own. */
  readonly isApart: boolean;
  readonly electron: string;
  /** The Python that has Home Assistant. */
  readonly homeAssistant: string | null;
  readonly caddy: string | null;
  readonly skipped: readonly { readonly what: string; readonly why: string }[];
}

const brought = JSON.parse(process.env['PARK_BROUGHT'] ?? 'null') as Brought | null;
if (brought === null) throw new Error('run it by `npm run probe:park`');
const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, only: { type: 'string' }, report: { type: 'string' } },
});
/** Milliseconds for everything; it takes about a minute and a half. */
const patience = 600_000;

const everyone = [
  ...wellHomes,
  ...openDoors,
  ...wayThere,
  ...serverCertificates,
  ...devices,
  ...behind,
  ...live,
  ...cloudflares,
  ...hostiles,
  ...pairs,
  ...watched,
];

/** Those that can be, as far as somebody wants them. */
function chosen({ homeAssistant, caddy }: Brought): readonly Scenario[] {
  const wanted = new RegExp(values.only ?? '');
  return everyone.filter(
    ({ id, stands, needsRealHome }) =>
      wanted.test(id) &&
      !(needsRealHome && homeAssistant === null) &&
      !stands.some(({ by }) => by !== 'us' && isProxy(by) && isMissing(by, caddy)),
  );
}

async function settle(scenarios: readonly Scenario[], folder: string): Promise<readonly Settler[]> {
  const world = new World(path.join(folder, 'world'));
  const settlers = scenarios.map((scenario, index) => ({ scenario, place: placeOf(scenario, index, world) }));
  const literals = settlers.filter((settler) => !urlOf(settler).includes(settler.place.host));
  await settleIn(folder, settlers);
  await makeWorld(
    world,
    literals.flatMap(({ place: { address, ipv6 } }) => [address, ipv6]),
  );
  return settlers;
}

/** Starts whatever listens at the places. */
async function open(settlers: readonly Settler[], folder: string, { homeAssistant, caddy }: Brought): Promise<void> {
  const world = settlers[0]?.place.world ?? new World(folder);
  const parts = new Map<Separate, string[]>();
  const itself: string[] = [];
  for (const { scenario, place } of settlers) {
    for (const stand of scenario.stands) {
      if (stand.by === 'us') await stand.start(place);
      else if (isProxy(stand.by)) parts.set(stand.by, [...(parts.get(stand.by) ?? []), stand.config(place)]);
      else itself.push(stand.config(place));
    }
  }
  const launches = [...parts].map(([program, texts]) => startProgram(program, texts, { folder, caddy }));
  await Promise.all([...launches, homeAssistant === null ? startInstead() : startHomes(homeAssistant, folder, world, itself)]);
}

async function tour(folder: string, what: Brought): Promise<Report> {
  const { isApart, skipped } = what;
  if (!isApart)
    return { scenarios: [], checks: [], skipped: [...skipped, { what: 'the whole park', why: 'takes Linux, with namespaces' }] };
  say('Making authorities, servers and devices …');
  const settlers = await settle(chosen(what), folder);
  say(`Starting ${settlers.length} homes …`);
  await open(settlers, folder, what);
  say('Testing their connections …');
  const visited = await visitAll(settlers, what.electron);
  if (values.only !== undefined) return { scenarios: visited.map(judge), checks: [figures(visited)], skipped };
  const logs = what.homeAssistant === null ? [] : [homesStayCalm(homeLogs(folder))];
  say('Asking curl and OpenSSL …');
  const checks = [
    everyCauseIsThere(everyone),
    figures(visited),
    countsAtGates(visited),
    ...requestsIn(settlers),
    ...logs,
    ...(await agreements(visited)),
  ];
  return { scenarios: visited.map(judge), checks, skipped };
}

const startedAt = performance.now();
/** Progress goes beside the answer. */
const say = (text: string): void => console.error(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${text}`);

const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-park-'));
process.on('exit', () => {
  endAll();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));
setTimeout(() => {
  console.error('This takes too long: given up.');
  process.exit(1);
}, patience).unref();

const report = await tour(folder, brought);
say('Done.');
if (values.report !== undefined) writeFileSync(values.report, JSON.stringify(report));
console.log(values.json ? JSON.stringify(report) : inWords(report));
process.exit(isGreen(report) ? 0 : 1);
