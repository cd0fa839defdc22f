/** Whether Test connection is a polite guest, by what its hosts wrote down. */
import { readFileSync } from 'node:fs';
import type { Check } from './report.ts';
import type { Settler } from './scenario.ts';
import { askedFile } from './stands/nginx.ts';
import { tolls } from './stands/toll.ts';
import type { Visited } from './visitors.ts';

/** All that may be asked, ever. */
const allowed = /^(GET \/(manifest\.json|api\/websocket|auth\/providers)|POST \/api\/webhook\/[\w-]+)$/;

/** Counts at the gates; what the run says of itself must be the same. */
export function countsAtGates(visited: readonly Visited[]): Check {
  const faults = [...tolls].flatMap(([id, came]) => {
    const said = visited.filter(({ scenario }) => scenario.id === id).reduce((sum, { report }) => sum + (report?.connections ?? 0), 0);
    return said === came ? [] : [`${id}: ${came} came, ${said} were reported`];
  });
  const detail = faults.join('; ') || `${[...tolls.values()].join(', ')} connections at ${tolls.size} homes, in two runs each`;
  return { check: 'connections as counted at the gate', ok: tolls.size > 0 && faults.length === 0, detail };
}

/** What those homes were asked for that write it down; nothing where none was visited. */
export function requestsIn(settlers: readonly Settler[]): readonly Check[] {
  const world = settlers.find(({ scenario }) => scenario.id.startsWith('watched'))?.place.world;
  if (world === undefined) return [];
  const asked = world.text(askedFile).trim().split('\n');
  const kinds = [...new Set(asked.map((line) => line.replace(/(webhook\/).+/, '$1…')))];
  const others = asked.filter((line) => !allowed.test(line));
  const detail = (others.length > 0 ? others : kinds).join(', ');
  return [{ check: 'nothing but the four endpoints is asked', ok: asked.length > 0 && others.length === 0, detail }];
}

/** What it logs by itself: how it was started here; and the home whose proxy it does not trust, which is one of the faults. */
const ownLines = /bootstrap\]|untrusted proxy 127\.0\.0\.66/;

/** @param files logs of Home Assistant */
export function homesStayCalm(files: readonly string[]): Check {
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n'));
  const upset = lines.filter((line) => /WARNING|ERROR|CRITICAL|[Ll]ogin attempt|[Bb]anned|notification/.test(line) && !ownLines.test(line));
  const detail = upset.join(' / ').slice(0, 500) || `nothing in ${lines.length} lines`;
  return { check: 'Home Assistant logs no login, ban or notification', ok: upset.length === 0, detail };
}
