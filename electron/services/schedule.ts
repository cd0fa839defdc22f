import type { Home } from '../contract/entities.ts';
import type { ProbeInterval, ProbeReport, ProbeSchedule } from '../contract/probe.ts';
import type { Desktop, Foundation } from './foundation.ts';
import type { HomeService } from './home.ts';
import type { ProbeService } from './probe.ts';
import type { ProbeHistoryService } from './probe-history.ts';
import type { HomeRecord } from './records.ts';
import { settle } from './settle.ts';

/** How often it is looked whether a test is due. */
export const lookMs = 60_000;
/** A network needs a moment after a computer wakes up. */
const restMs = 2 * lookMs;

const dayMs = 86_400_000;
const intervalMs: Readonly<Record<ProbeInterval, number>> = { daily: dayMs, weekly: 7 * dayMs };

/** A home that is tested by itself. */
type Watched = HomeRecord & { readonly schedule: ProbeSchedule };

interface Ground extends Pick<Foundation, 'now' | 'records'> {
  readonly desktop: Pick<Desktop, 'isOnline' | 'tellVerdict'>;
}

interface Neighbours {
  readonly homes: Pick<HomeService, 'change'>;
  readonly probes: Pick<ProbeService, 'run'>;
  readonly history: Pick<ProbeHistoryService, 'latest'>;
}

/**
 * Tests homes by itself while the app is open, as the device that was chosen, and tells the user when a verdict has
 * changed. A test that the user began counts as well: nothing is tested twice within its time.
 */
export function scheduleService({ now, desktop, records }: Ground, { homes, probes, history }: Neighbours) {
  let running: AbortController | null = null;
  let lookedAt = now().getTime();
  let restedAt = Number.NEGATIVE_INFINITY;

  /** What a test would find while the computer falls asleep or wakes up says nothing about the door. */
  function rest(): void {
    running?.abort();
    restedAt = now().getTime();
  }

  async function look(): Promise<void> {
    const time = now().getTime();
    // timers stand still while a computer sleeps, and not every system says that it does
    if (time - lookedAt > 3 * lookMs) rest();
    lookedAt = time;
    if (running !== null || Math.abs(time - restedAt) < restMs || !desktop.isOnline()) return;
    running = new AbortController();
    try {
      for (const home of await records.list('home')) if (isWatched(home)) await testIfDue(home, running.signal);
    } finally {
      running = null;
    }
  }

  async function testIfDue(home: Watched, signal: AbortSignal): Promise<void> {
    const { every, deviceId } = home.schedule;
    const before = await history.latest(home.id, deviceId, home.url);
    if (signal.aborted || !isDue(before, every) || !(await isGood(deviceId))) return;
    // the vault may be locked; the next look tries again
    const outcome = await settle(() => probes.run({ homeId: home.id, deviceId }, signal));
    if (!outcome.ok || before === null || before.verdict === outcome.value.verdict) return;
    desktop.tellVerdict({ home: home.name, homeId: home.id, deviceId, report: outcome.value });
  }

  /** A test that lies ahead was made before the clock was put back. */
  function isDue(before: ProbeReport | null, every: ProbeInterval): boolean {
    const passed = before === null ? Number.POSITIVE_INFINITY : now().getTime() - Date.parse(before.startedAt);
    return passed < 0 || passed >= intervalMs[every];
  }

  const isGood = async (deviceId: string): Promise<boolean> => (await records.find('device', deviceId))?.revoked === null;

  return {
    look,
    rest,

    /** Chooses when a home is tested by itself; null ends that. */
    set: (homeId: string, schedule: ProbeSchedule | null): Promise<Home> => homes.change(homeId, { schedule }),
  };
}

const isWatched = (home: HomeRecord): home is Watched => home.schedule !== null;
