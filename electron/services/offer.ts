import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { BundleProfile, Device, ImportOffer, Platform } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import type { ExportedBundle, Saved } from '../contract/ipc.ts';
import type { OpenBundle } from '../pki/pkcs12/read.ts';
import { inTurn } from '../vault/in-turn.ts';
import { type BundleService, describeBundle } from './bundle.ts';
import type { DeviceService, Identity } from './device.ts';
import type { Foundation } from './foundation.ts';
import { readBounded } from './read-file.ts';

export type OfferService = ReturnType<typeof offerService>;

interface Waiting {
  readonly fileName: string;
  readonly der: Buffer;
  readonly bundle: OpenBundle | null;
  readonly deviceId: string | null;
}

/** Bundles on their way in: offered by a drop, a double-click or a dialog, and kept only when the user says so. */
export function offerService({ work, desktop }: Foundation, devices: DeviceService, bundles: BundleService) {
  const waiting = new Map<string, Waiting>();
  const keeping = inTurn();

  function find(importId: string): Waiting {
    const offer = waiting.get(importId);
    if (!offer) throw new Failure('record-missing');
    return offer;
  }

  function openOf(importId: string): OpenBundle {
    const { bundle } = find(importId);
    if (!bundle) throw new Failure('bundle-passphrase-wrong');
    return bundle;
  }

  function describe(importId: string): ImportOffer {
    const { fileName, bundle, deviceId } = find(importId);
    if (!bundle) return { importId, fileName, state: { phase: 'needs-passphrase' } };
    const facts = describeBundle(bundle);
    const state = deviceId === null ? ({ phase: 'open', bundle: facts } as const) : ({ phase: 'kept', bundle: facts, deviceId } as const);
    return { importId, fileName, state };
  }

  /** Reads a file into memory; a bundle without passphrase is open at once. */
  async function offer(file: string): Promise<ImportOffer> {
    const der = await readBounded(file);
    const bundle = await work.readBundle(der, '').catch((trouble: unknown) => {
      if (trouble instanceof Failure && trouble.code === 'bundle-passphrase-wrong') return null;
      throw trouble;
    });
    const importId = randomUUID();
    waiting.set(importId, { fileName: path.basename(file), der, bundle, deviceId: null });
    return describe(importId);
  }

  return {
    offer,

    async choose(): Promise<readonly ImportOffer[]> {
      return Promise.all((await desktop.askBundles()).map(offer));
    },

    list: (): readonly ImportOffer[] => [...waiting.keys()].map(describe),

    /** @throws Failure bundle-passphrase-wrong and the other bundle-… codes, each for its own cause */
    async open(importId: string, passphrase: string): Promise<ImportOffer> {
      const bundle = await work.readBundle(find(importId).der, passphrase);
      // asked for again: it may have been discarded meanwhile
      waiting.set(importId, { ...find(importId), bundle });
      return describe(importId);
    },

    /** Keeps an open bundle as a device, once: asked for again, it gives that device. */
    keep(importId: string, facts: { readonly name: string; readonly platform: Platform; readonly homeId: string | null }): Promise<Device> {
      return keeping(async () => {
        const offered = find(importId);
        const kept = (await devices.list()).find(({ id }) => id === offered.deviceId);
        if (kept) return kept;
        const device = await devices.adopt(facts, openOf(importId));
        if (waiting.has(importId)) waiting.set(importId, { ...offered, deviceId: device.id });
        return device;
      });
    },

    identity(importId: string): Identity {
      const { key, chain, certificates } = openOf(importId);
      const [leaf] = certificates;
      return { name: leaf?.commonName || path.parse(find(importId).fileName).name, key, chain };
    },

    export(importId: string, profile: BundleProfile): Promise<Saved<ExportedBundle>> {
      return bundles.save(this.identity(importId), profile);
    },

    discard: (importId: string): void => void waiting.delete(importId),
  };
}
