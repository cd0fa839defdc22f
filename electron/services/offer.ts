import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Device, ExportForm, Platform } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import type { ImportOffer, Inspection, OpenedFile } from '../contract/inspection.ts';
import type { BatchExport, ExportedBundle, Saved } from '../contract/ipc.ts';
import type { Content } from '../pki/content.ts';
import { type Identity, leavesIn } from '../pki/identity.ts';
import { limits } from '../pki/pkcs12/limits.ts';
import { inTurn } from '../vault/in-turn.ts';
import type { BundleService, WatchedJob } from './bundle.ts';
import type { DeviceService } from './device.ts';
import type { Foundation } from './foundation.ts';
import { judge, namingFile } from './inspect.ts';
import { patientReader } from './patient-read.ts';

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

/** Honest files have a few kilobytes: this is room for thousands. */
const heldBytes = 64 * 2 ** 20;

/** Files on their way in: offered by a drop, a double-click or a dialog, and kept only when the user says so. */
export function offerService({ work, now }: Foundation, devices: DeviceService, bundles: BundleService) {
  const waiting = new Map<string, Waiting>();
  const keeping = inTurn();
  const read = patientReader();

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

  async function openBytes(bytes: Uint8Array, passphrase: string | null, signal?: AbortSignal): Promise<Opened> {
    const { facts, content } = await work.open(bytes, passphrase, signal);
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

  /**
   * Takes in what is in memory; what has no passphrase is open at once.
   *
   * @throws Failure as `inspectContent`; `files-too-many`; `job-cancelled`
   */
  const take = (fileName: string, bytes: Uint8Array, signal?: AbortSignal): Promise<ImportOffer> =>
    namingFile(fileName, async () => {
      if (bytes.length > limits.bytes) throw new Failure('file-too-large');
      const held = [...waiting.values()].reduce((sum, other) => sum + other.bytes.length, bytes.length);
      if (held > heldBytes) throw new Failure('files-too-many', { limit: heldBytes / 2 ** 20 });
      const opened = await openBytes(bytes, null, signal).catch(nullWhereNeeded);
      const importId = randomUUID();
      waiting.set(importId, { fileName, bytes, opened, kept: {} });
      return describe(importId);
    });

  /** Reads a file into memory. @throws Failure as `patientReader` and `take` */
  const offer = async (file: string, signal?: AbortSignal): Promise<ImportOffer> => take(path.basename(file), await read(file), signal);

  /** @throws Failure bundle-passphrase-wrong and the others of `inspectFile`, each for its own cause */
  async function open(importId: string, passphrase: string, signal?: AbortSignal): Promise<ImportOffer> {
    const opened = await openBytes(find(importId).bytes, passphrase, signal);
    // asked for again: it may have been discarded meanwhile
    waiting.set(importId, { ...find(importId), opened });
    return describe(importId);
  }

  /** @throws Failure bundle-no-key where there is nothing to show at a door */
  function identity(importId: string): Identity {
    const { opened, fileName } = find(importId);
    if (!opened?.identity) throw new Failure('bundle-no-key');
    return { ...opened.identity, name: opened.identity.name || path.parse(fileName).name };
  }

  return {
    take,
    offer,
    open,
    identity,

    /** What lies in the file, unread. @throws Failure record-missing */
    bytes: (importId: string): Uint8Array => find(importId).bytes,

    list: (): readonly ImportOffer[] => [...waiting.keys()].map(describe),

    /** Those that nobody has opened yet. */
    locked: (): readonly string[] => [...waiting].flatMap(([importId, { opened }]) => (opened === null ? [importId] : [])),

    /** Keeps the identity of an open file as a device, once: where its certificate is kept with its key already, it gives that device. */
    keep(importId: string, facts: { readonly name: string; readonly platform: Platform; readonly homeId: string | null }): Promise<Device> {
      return keeping(async () => {
        const [leaf, picked] = [find(importId).opened?.leaf ?? '', identity(importId)];
        const device = (await devices.findKept(picked)) ?? (await devices.adopt(facts, picked));
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

    /** Exports many open files again; one that holds no key to export does not stop the others. */
    exportMany(importIds: readonly string[], form: ExportForm, job: WatchedJob): Promise<Saved<BatchExport>> {
      const outgoing = importIds.map((id) => ({
        id,
        name: waiting.get(id)?.opened?.identity?.name || (waiting.get(id)?.fileName ?? ''),
        export: async (write: (identity: Identity) => Promise<ExportedBundle>) => write(identity(id)),
      }));
      return bundles.saveMany(outgoing, form, job);
    },

    discard: (importId: string): void => void waiting.delete(importId),
  };
}

function nullWhereNeeded(trouble: unknown): null {
  if (trouble instanceof Failure && trouble.code === 'bundle-passphrase-needed') return null;
  throw trouble;
}
