import { randomUUID } from 'node:crypto';
import type { Device } from '../contract/entities.ts';
import type { Result } from '../contract/failure.ts';
import type { ProbeReport, Rung } from '../contract/probe.ts';
import type { Identity } from '../pki/identity.ts';
import { type Knowledge, nothingKnown } from '../probe/observations.ts';
import { probe } from '../probe/probe.ts';
import type { DeviceService } from './device.ts';
import type { Foundation } from './foundation.ts';
import type { JobService } from './jobs.ts';
import { knowledgeOf } from './knowledge.ts';
import type { OfferService } from './offer.ts';
import type { ProbeHistoryService } from './probe-history.ts';
import { fromRecord, type HomeRecord } from './records.ts';
import { settle } from './settle.ts';
import type { TodoService } from './todo.ts';

export type ProbeService = ReturnType<typeof probeService>;

interface HomeTarget {
  readonly homeId: string;
  readonly deviceId: string | null;
}

type Target =
  | HomeTarget
  /** A file that is not kept, against any address. */
  | { readonly url: string; readonly importId: string };

interface Door {
  readonly url: string;
  readonly identity: Identity | null;
  /** Whose identity it is; null for a stranger and for a file. */
  readonly device: Device | null;
  readonly trusted: readonly Uint8Array[];
  readonly known: Knowledge;
}

const strangeHouse = { trusted: [], known: nothingKnown } as const;

/** Test connection: runs as a job that reports each rung and can be cancelled. */
export function probeService(
  { records, now, emit }: Foundation,
  jobs: JobService,
  devices: DeviceService,
  offers: OfferService,
  todos: TodoService,
  history: ProbeHistoryService,
) {
  /** Our server authorities for a home: what a phone that belongs to it was told to trust. */
  async function trustedAt(home: HomeRecord): Promise<readonly Uint8Array[]> {
    const authorities = (await records.list('authority')).filter(({ homeId, job }) => job === 'server' && homeId === home.id);
    return authorities.map(({ der }) => fromRecord(der));
  }

  async function doorOf(target: Target): Promise<Door> {
    if ('url' in target) {
      const home = (await records.list('home')).find(({ url }) => url === target.url);
      const background = home ? { trusted: await trustedAt(home), known: await knowledgeOf({ records }, home, null) } : strangeHouse;
      return { url: target.url, identity: offers.identity(target.importId), device: null, ...background };
    }
    const home = await records.get('home', target.homeId);
    const device = target.deviceId === null ? null : await devices.get(target.deviceId);
    return {
      url: home.url,
      identity: device && (await devices.identity(device.id)),
      device,
      trusted: await trustedAt(home),
      known: await knowledgeOf({ records }, home, device),
    };
  }

  async function test(target: Target, signal: AbortSignal, onRung?: (rung: Rung) => void): Promise<ProbeReport> {
    const { url, identity, device, trusted, known } = await doorOf(target);
    const [certificate, ...chain] = identity?.chain ?? [];
    const report = await probe({
      url,
      identity: identity && certificate ? { certificate, chain, key: identity.key, name: identity.name } : null,
      known,
      trusted,
      now,
      signal,
      ...(onRung && { onRung }),
    });
    if ('homeId' in target) await keep(target, device, report);
    return report;
  }

  async function keep({ homeId, deviceId }: HomeTarget, device: Device | null, report: ProbeReport): Promise<void> {
    // the home shows how its door stands to those who belong there
    const belongs = device === null || (device.homeId === homeId && device.revoked === null);
    if (belongs) await records.put('probe', homeId, report);
    await todos.settleBy(report, homeId, device);
    await history.keep(homeId, deviceId, report);
  }

  return {
    /** Tests a home that nobody watches; the report is kept as every other. @throws Failure job-cancelled, record-missing, vault-locked */
    run: (target: HomeTarget, signal: AbortSignal): Promise<ProbeReport> => test(target, signal),

    start(target: Target): { readonly jobId: string } {
      const jobId = randomUUID();
      const onRung = (rung: Rung) => emit('job:progress', { jobId, rung });
      void settle(() => jobs.run(jobId, (signal) => test(target, signal, onRung))).then((outcome: Result<ProbeReport>) =>
        emit('job:done', { jobId, outcome }),
      );
      return { jobId };
    },
  };
}
