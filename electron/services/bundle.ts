import { createHash, randomUUID } from 'node:crypto';
import path from 'node:path';
import type { BundleFacts, Device, ExportForm } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import type { BatchExport, BatchItem, ExportedBundle, Saved } from '../contract/ipc.ts';
import type { Identity } from '../pki/identity.ts';
import { newPassphrase } from '../pki/passphrase.ts';
import { saveVerified } from './bundle-file.ts';
import type { DeviceService } from './device.ts';
import { safeFileName, savedFile } from './file-name.ts';
import type { Foundation, SaveQuestion } from './foundation.ts';
import { intoFreeName } from './new-file.ts';
import { readBounded } from './read-file.ts';
import { settle } from './settle.ts';

export type BundleService = ReturnType<typeof bundleService>;

/** One of many identities to be exported. */
export interface Outgoing {
  readonly id: string;
  /** For people, also where it turns out that it cannot be exported. */
  readonly name: string;
  /** Hands its identity to `save`, and does what has to be done once that is written. */
  readonly export: (save: (identity: Identity) => Promise<ExportedBundle>) => Promise<ExportedBundle>;
}

/** A file that was saved, and what is in it. */
interface Exported {
  readonly file: string;
  readonly form: ExportForm;
  readonly bundle: BundleFacts;
  readonly digest: string;
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Work of the window that it can watch and stop. */
export interface WatchedJob {
  readonly jobId: string;
  readonly signal: AbortSignal;
}

/** Identities on their way out: saved, shown, dragged and shared by an id that stands for the path. */
export function bundleService({ work, desktop, outbox, now, emit }: Foundation, devices: DeviceService) {
  const exported = new Map<string, Exported>();

  function find(exportId: string): Exported {
    const found = exported.get(exportId);
    if (found === undefined) throw new Failure('record-missing');
    return found;
  }

  const pathOf = (exportId: string): string => find(exportId).file;

  /** Saves under a passphrase that is drawn for this file alone. */
  async function write(file: string, identity: Identity, form: ExportForm): Promise<ExportedBundle> {
    const passphrase = newPassphrase();
    const bundle = await saveVerified(work, file, { identity, form, passphrase });
    const exportId = randomUUID();
    exported.set(exportId, { file, form, bundle, digest: digestOf(await readBounded(file)) });
    return { exportId, passphrase, form, bundle, ...savedFile(file) };
  }

  /** Asks where to, and saves. */
  async function save(identity: Identity, form: ExportForm): Promise<Saved<ExportedBundle>> {
    await outbox.empty();
    const file = await desktop.askSaveFile(saveQuestion(identity.name, form));
    return file === null ? { phase: 'cancelled' } : { phase: 'saved', ...(await write(file, identity, form)) };
  }

  /**
   * Asks for a folder, and saves one after the other under names that are free there. Told to stop, it ends between two files; what
   * is written stays.
   */
  async function saveMany(all: readonly Outgoing[], form: ExportForm, { jobId, signal }: WatchedJob): Promise<Saved<BatchExport>> {
    await outbox.empty();
    const folder = await desktop.askFolder('saveBundles');
    if (folder === null) return { phase: 'cancelled' };
    const intoFolder = (identity: Identity) =>
      intoFreeName(folder, saveQuestion(identity.name, form).suggestedName, (file) => write(file, identity, form));
    const items: BatchItem[] = [];
    for (const { id, name, export: exportOne } of all) {
      const outcome = await settle(() => {
        if (signal.aborted) throw new Failure('job-cancelled');
        return exportOne(intoFolder);
      });
      items.push({ id, name, outcome });
      emit('bundle:progress', { jobId, done: items.length, total: all.length });
    }
    return { phase: 'saved', folderName: path.basename(folder), items };
  }

  const note = (deviceId: string, form: ExportForm): Promise<Device> => devices.noteExport(deviceId, { at: now().toISOString(), form });

  return {
    save,
    saveMany,

    /** A passphrase worth writing down, for who would rather not think of one. */
    suggestPassphrase: newPassphrase,

    /** @throws Failure as `identityToExport` and `saveVerified` */
    async export(deviceId: string, form: ExportForm): Promise<Saved<ExportedBundle & { readonly device: Device }>> {
      const saved = await save(await devices.identityToExport(deviceId), form);
      if (saved.phase === 'cancelled') return saved;
      return { ...saved, device: await note(deviceId, form) };
    },

    /** Exports many devices; one that cannot be exported does not stop the others. */
    async exportMany(deviceIds: readonly string[], form: ExportForm, job: WatchedJob): Promise<Saved<BatchExport>> {
      const names = new Map((await devices.list()).map(({ id, name }) => [id, name]));
      const outgoing = deviceIds.map((id) => ({
        id,
        name: names.get(id) ?? '',
        export: async (write: (identity: Identity) => Promise<ExportedBundle>) => {
          const written = await write(await devices.identityToExport(id));
          await note(id, form);
          return written;
        },
      }));
      return saveMany(outgoing, form, job);
    },

    /**
     * The encrypted bundle of a device, as it was saved: what may travel where others listen and meddle.
     *
     * @throws Failure record-missing, handoff-device-bundles-only, handoff-file-changed, file-missing, file-read-denied
     */
    async fileForNetwork(exportId: string): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
      const { file, form, bundle, digest } = find(exportId);
      if (form === 'pem' || bundle.chain[0]?.isCa !== false) throw new Failure('handoff-device-bundles-only');
      const name = path.basename(file);
      const bytes = await readBounded(file);
      if (digestOf(bytes) !== digest) throw new Failure('handoff-file-changed', { file: name });
      return { name, bytes };
    },

    reveal: (exportId: string): void => desktop.reveal(pathOf(exportId)),
    copyFile: (exportId: string): void => desktop.copyFile(pathOf(exportId)),

    /** Other programs get a copy: what they do with it cannot harm the file that was saved. @throws Failure as `Outbox.put` */
    async share(exportId: string): Promise<void> {
      desktop.share(await outbox.put(pathOf(exportId)));
    },
    async drag(exportId: string): Promise<void> {
      desktop.drag(await outbox.put(pathOf(exportId)));
    },
  };
}

const saveQuestion = (name: string, form: ExportForm): SaveQuestion =>
  form === 'pem'
    ? { title: 'savePem', suggestedName: safeFileName(name, 'pem'), kind: 'pem' }
    : { title: 'saveBundle', suggestedName: safeFileName(name, 'p12'), kind: 'bundle' };
