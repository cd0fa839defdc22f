/** Tests the connection to every home, in Node and in Electron. */
import path from 'node:path';
import type { ProbeReport } from '../../electron/contract/probe.ts';
import { type Knowledge, nothingKnown } from '../../electron/probe/observations.ts';
import { Companion } from '../interop/ask.ts';
import type { Place, Scenario, Settler } from './scenario.ts';
import type { Errand } from './visit.ts';
import { dayMs, type World } from './world.ts';

/** What a runtime reported; null where it broke down. */
export interface Visited extends Settler {
  readonly runtime: string;
  readonly report: ProbeReport | null;
  readonly trouble: string;
}

/** Roots that our devices were told to trust; the public one as every device trusts it. */
export const trusted = ['server-ca', 'plain-ca', 'ended-ca', 'public-root'];
/** More would only wait for each other on a small machine. */
const visitorsPerRuntime = 3;

/** @param electron the program that has another TLS library than Node */
export async function visitAll(settlers: readonly Settler[], electron: string): Promise<readonly Visited[]> {
  const visit = ['--import', 'tsx', path.join(import.meta.dirname, 'visit.ts')];
  const runtimes = {
    node: () => new Companion(process.execPath, visit),
    electron: () => new Companion(electron, visit, { ELECTRON_RUN_AS_NODE: '1' }),
  };
  const visited: Visited[] = [];
  const work = async (runtime: string, visitor: Companion, queue: Iterable<Settler>): Promise<void> => {
    for (const settler of queue) visited.push({ ...settler, runtime, ...(await visitOne(settler, visitor)) });
    visitor.end();
  };
  await Promise.all(
    Object.entries(runtimes).flatMap(([runtime, start]) => {
      // One iterator for all: who is free takes the next.
      const queue = settlers.values();
      return Array.from({ length: visitorsPerRuntime }, () => work(runtime, start(), queue));
    }),
  );
  return visited;
}

async function visitOne({ scenario, place }: Settler, visitor: Companion): Promise<Pick<Visited, 'report' | 'trouble'>> {
  try {
    const [text = ''] = await visitor.ask(JSON.stringify(errandTo(scenario, place)));
    return { report: JSON.parse(text) as ProbeReport, trouble: '' };
  } catch (error) {
    return { report: null, trouble: error instanceof Error ? error.message : String(error) };
  }
}

/** The address of a home, as somebody types it. */
export const urlOf = ({ scenario: { url }, place }: Settler): string => url?.(place) ?? `https://${place.host}`;

function errandTo(scenario: Scenario, place: Place): Errand {
  const { as = 'phone', known, clockAheadDays = 0, limits = null } = scenario;
  const { world } = place;
  const base64 = (name: string): readonly string[] => world.certificates(name).map((der) => Buffer.from(der).toString('base64'));
  return {
    url: urlOf({ scenario, place }),
    identity: as === null ? null : { name: as, certificates: base64(as), key: keyOf(world, as) },
    known: { ...usuallyKnown(world), ...(typeof known === 'function' ? known(world) : known) },
    trusted: trusted.flatMap(base64),
    clockAheadMs: clockAheadDays * dayMs,
    limits,
  };
}

/** PKCS#8, DER in base64. */
const keyOf = (world: World, name: string): string => world.text(`${name}.key`).replace(/-----[A-Z ]+-----|\s/g, '');

/** What the app knows of a home behind a proxy that it wrote the configuration for. */
const usuallyKnown = (world: World): Knowledge => ({
  ...nothingKnown,
  crlUntil: new Date(Date.now() + 300 * dayMs).toISOString(),
  authorities: [world.authority('devices')],
  proxy: { target: 'nginx', folder: '/etc/nginx/latchkey', upstream: 'http://127.0.0.1:8123' },
  road: 'proxy',
});
