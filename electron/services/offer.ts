import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { BundleProfile, Device, Platform } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import type { ImportOffer, OpenedFile } from '../contract/inspection.ts';
import type { ExportedBundle, Saved } from '../contract/ipc.ts';
import { fingerprint } from '../pki/certificate.ts';
import type { Identity } from '../pki/identity.ts';
import { inTurn } from '../vault/in-turn.ts';
import type { BundleService } from './bundle.ts';
import type { DeviceService } from './device.ts';
import type { Foundation } from './foundation.ts';
import { judge, openFile } from './inspect.ts';

export type OfferService = ReturnType<typeof offerService>;

interface Opened extends OpenedFile {
  readonly identity: Identity | null;
}

interface Waiting {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly opened: Opened | null;
  readonly deviceId: string | null;
}

/** Files on their way in: offered by a drop, a double-click or a dialog, and kept only when the user says so. */
export function offerService({ work, desktop, now }: Foundation, devices: DeviceService, bundles: BundleService) {
  const waiting = new Map<string, Waiting>();
  const keeping = inTurn();

  function find(importId: string): Waiting {
    const offer = waiting.get(importId);
    if (!offer) throw new Failure('record-missing');
    return offer;
  }

  function describe(importId: string): ImportOffer {
    const { fileName, opened, deviceId } = find(importId);
    if (!opened) return { importId, fileName, state: { phase: 'needs-passphrase' } };
    const { inspection, leaf } = opened;
    const state =
      deviceId === null ? ({ phase: 'open', inspection, leaf } as const) : ({ phase: 'kept', inspection, leaf, deviceId } as const);
    return { importId, fileName, state };
  }

  async function openBytes(bytes: Uint8Array, passphrase: string | null): Promise<Opened> {
    const { facts, identity } = await work.open(bytes, passphrase);
    const [leaf] = identity?.chain ?? [];
    return { inspection: judge(facts, passphrase, now()), leaf: leaf ? fingerprint(leaf) : null, identity };
  }

  /** Reads a file into memory; one without passphrase is open at once. @throws Failure as `inspectFile` */
  async function offer(file: string): Promise<ImportOffer> {
    const read = await openFile({ path: file, passphrase: null }, async (bytes, passphrase) => ({
      bytes,
      opened: await openBytes(bytes, passphrase).catch(nullWhereNeeded),
    }));
    const importId = randomUUID();
    waiting.set(importId, { ...read, fileName: path.basename(file), deviceId: null });
    return describe(importId);
  }

  /** @throws Failure bundle-no-key where there is nothing to show at a door */
  function identity(importId: string): Identity {
    const { opened, fileName } = find(importId);
    if (!opened?.identity) throw new Failure('bundle-no-key');
    return { ...opened.identity, name: opened.identity.name || path.parse(fileName).name };
  }

  return {
    offer,
    identity,

    async choose(): Promise<readonly ImportOffer[]> {
      return Promise.all((await desktop.askFiles()).map(offer));
    },

    list: (): readonly ImportOffer[] => [...waiting.keys()].map(describe),

    /** @throws Failure bundle-passphrase-wrong and the others of `inspectFile`, each for its own cause */
    async open(importId: string, passphrase: string): Promise<ImportOffer> {
      const opened = await openBytes(find(importId).bytes, passphrase);
      // asked for again: it may have been discarded meanwhile
      waiting.set(importId, { ...find(importId), opened });
      return describe(importId);
    },

    /** Keeps the identity of an open file as a device, once: asked for again, it gives that device. */
    keep(importId: string, facts: { readonly name: string; readonly platform: Platform; readonly homeId: string | null }): Promise<Device> {
      return keeping(async () => {
        const offered = find(importId);
        const kept = (await devices.list()).find(({ id }) => id === offered.deviceId);
        if (kept) return kept;
        const device = await devices.adopt(facts, identity(importId));
        if (waiting.has(importId)) waiting.set(importId, { ...offered, deviceId: device.id });
        return device;
      });
    },

    async export(importId: string, profile: BundleProfile): Promise<Saved<ExportedBundle>> {
      return bundles.save(identity(importId), profile);
    },

    discard: (importId: string): void => void waiting.delete(importId),
  };
}

function nullWhereNeeded(trouble: unknown): null {
  if (trouble instanceof Failure && trouble.code === 'bundle-passphrase-needed') return null;
  throw trouble;
}
