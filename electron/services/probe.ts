import { randomUUID } from 'node:crypto';
import type { ProbeReport } from '../contract/entities.ts';
import type { Result } from '../contract/failure.ts';
import type { Identity } from '../pki/identity.ts';
import { probe } from '../probe/probe.ts';
import type { DeviceService } from './device.ts';
import type { Foundation } from './foundation.ts';
import type { OfferService } from './offer.ts';
import { fromRecord } from './records.ts';
import { settle } from './settle.ts';

type Target =
  | { readonly homeId: string; readonly deviceId: string | null }
  /** A file that is not kept, against any address. */
  | { readonly url: string; readonly importId: string };

interface Door {
  readonly url: string;
  readonly identity: Identity | null;
  readonly trusted: readonly Uint8Array[];
}

/** Test connection: runs as a job that reports each rung and can be cancelled. */
export function probeService({ records, now, emit }: Foundation, devices: DeviceService, offers: OfferService) {
  const running = new Map<string, AbortController>();

  /** Our server authorities for an address: what a phone that belongs to this home was told to trust. */
  async function trustedAt(url: string): Promise<readonly Uint8Array[]> {
    const homes = (await records.list('home')).filter((home) => home.url === url);
    const authorities = (await records.list('authority')).filter(
      ({ homeId, job }) => job === 'server' && homes.some(({ id }) => id === homeId),
    );
    return authorities.map(({ der }) => fromRecord(der));
  }

  async function doorOf(target: Target): Promise<Door> {
    if ('url' in target) return { url: target.url, identity: offers.identity(target.importId), trusted: await trustedAt(target.url) };
    const { url } = await records.get('home', target.homeId);
    return { url, identity: target.deviceId === null ? null : await devices.identity(target.deviceId), trusted: await trustedAt(url) };
  }

  async function run(jobId: string, target: Target, signal: AbortSignal): Promise<ProbeReport> {
    const { url, identity, trusted } = await doorOf(target);
    const [certificate, ...chain] = identity?.chain ?? [];
    const report = await probe({
      url,
      identity: identity && certificate ? { certificate, chain, key: identity.key, name: identity.name } : null,
      trusted,
      now,
      signal,
      onRung: (rung) => emit('job:progress', { jobId, rung }),
    });
    if ('homeId' in target) await records.put('probe', target.homeId, report);
    return report;
  }

  return {
    start(target: Target): { readonly jobId: string } {
      const jobId = randomUUID();
      const controller = new AbortController();
      running.set(jobId, controller);
      void settle(() => run(jobId, target, controller.signal)).then((outcome: Result<ProbeReport>) => {
        running.delete(jobId);
        emit('job:done', { jobId, outcome });
      });
      return { jobId };
    },

    cancel: (jobId: string): void => running.get(jobId)?.abort(),
  };
}
