import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Device, ExportForm, Platform } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import type { ImportOffer, Inspection, OpenedFile } from '../contract/inspection.ts';
import type { ExportedBundle, Saved } from '../contract/ipc.ts';
import type { Content } from '../pki/content.ts';
import { type Identity, leavesIn } from '../pki/identity.ts';
import { inTurn } from '../vault/in-turn.ts';
import type { BundleService } from './bundle.ts';
import type { DeviceService } from './device.ts';
import type { Foundation } from './foundation.ts';
import { judge, openFile } from './inspect.ts';

export type OfferService = ReturnType<typeof offerService>;

interface Opened extends OpenedFile {
  readonly content: Content;
  /** The key of `leaf`, with its chain. */
  readonly identity: Identity | null;
}

interface Waiting {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly opened: Opened | null;
  /** The devices that were kept from it, each under the leaf that was picked. */
  readonly kept: Readonly<Record<string, string>>;
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
    const { fileName, opened, kept } = find(importId);
    if (!opened) return { importId, fileName, state: { phase: 'needs-passphrase' } };
    const { inspection, leaf, leaves } = opened;
    const file = { inspection, leaf, leaves };
    const deviceId = kept[leaf ?? ''];
    return { importId, fileName, state: deviceId === undefined ? { phase: 'open', ...file } : { phase: 'kept', ...file, deviceId } };
  }

  async function openBytes(bytes: Uint8Array, passphrase: string | null): Promise<Opened> {
    const { facts, content } = await work.open(bytes, passphrase);
    return withLeaf(judge(facts, passphrase, now()), content);
  }

  async function withLeaf(inspection: Inspection, content: Content, picked?: string): Promise<Opened> {
    const leaves = leavesIn(content);
    const leaf = picked ?? leaves[0] ?? null;
    return { inspection, content, leaves, leaf, identity: leaf === null ? null : await work.identity(content, leaf) };
  }

  /** @throws Failure bundle-passphrase-needed where nobody has opened it yet */
  function openedFile(importId: string): Opened {
    const { opened } = find(importId);
    if (!opened) throw new Failure('bundle-passphrase-needed');
    return opened;
  }

  /** Reads a file into memory; one without passphrase is open at once. @throws Failure as `inspectFile` */
  async function offer(file: string): Promise<ImportOffer> {
    const read = await openFile({ path: file, passphrase: null }, async (bytes, passphrase) => ({
      bytes,
      opened: await openBytes(bytes, passphrase).catch(nullWhereNeeded),
    }));
    const importId = randomUUID();
    waiting.set(importId, { ...read, fileName: path.basename(file), kept: {} });
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

    /** What lies in the file, unread. @throws Failure record-missing */
    bytes: (importId: string): Uint8Array => find(importId).bytes,

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
        const { opened, kept } = find(importId);
        const [leaf, picked] = [opened?.leaf ?? '', identity(importId)];
        const known = (await devices.list()).find(({ id }) => id === kept[leaf]);
        if (known) return known;
        const device = await devices.adopt(facts, picked);
        // another key may have been picked meanwhile, or the file discarded
        const offered = waiting.get(importId);
        if (offered) waiting.set(importId, { ...offered, kept: { ...offered.kept, [leaf]: device.id } });
        return device;
      });
    },

    /**
     * Chooses one of several keys; what is kept, tested and exported from then on is that one.
     *
     * @throws Failure record-missing where the file has no such certificate with a key that phones take
     */
    async pick(importId: string, leaf: string): Promise<ImportOffer> {
      const { inspection, content, leaves } = openedFile(importId);
      if (!leaves.includes(leaf)) throw new Failure('record-missing');
      const opened = await withLeaf(inspection, content, leaf);
      waiting.set(importId, { ...find(importId), opened });
      return describe(importId);
    },

    /**
     * Puts a certificate and its key together that lie in two files: one offer in the place of both.
     *
     * @throws Failure key-without-certificate where they do not belong together
     */
    async join(importId: string, otherId: string): Promise<ImportOffer> {
      const { facts, content } = await work.join([openedFile(importId).content, openedFile(otherId).content]);
      const opened = await withLeaf(judge(facts, null, now()), content);
      if (content.keys.every(({ certificate }) => certificate === null)) throw new Failure('key-without-certificate');
      const [one, other] = [find(importId), find(otherId)];
      const joinedId = randomUUID();
      waiting.set(joinedId, { fileName: `${one.fileName} + ${other.fileName}`, bytes: one.bytes, opened, kept: {} });
      waiting.delete(importId);
      waiting.delete(otherId);
      return describe(joinedId);
    },

    async export(importId: string, form: ExportForm): Promise<Saved<ExportedBundle>> {
      return bundles.save(identity(importId), form);
    },

    discard: (importId: string): void => void waiting.delete(importId),
  };
}

function nullWhereNeeded(trouble: unknown): null {
  if (trouble instanceof Failure && trouble.code === 'bundle-passphrase-needed') return null;
  throw trouble;
}
