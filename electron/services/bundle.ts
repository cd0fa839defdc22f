import { randomUUID } from 'node:crypto';
import type { Device, ExportForm } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import type { ExportedBundle, Saved } from '../contract/ipc.ts';
import type { Identity } from '../pki/identity.ts';
import { newPassphrase } from '../pki/passphrase.ts';
import { saveVerified } from './bundle-file.ts';
import type { DeviceService } from './device.ts';
import { safeFileName, savedFile } from './file-name.ts';
import type { Foundation, SaveQuestion } from './foundation.ts';

export type BundleService = ReturnType<typeof bundleService>;

/** Identities on their way out: saved, shown, dragged and shared by an id that stands for the path. */
export function bundleService({ work, desktop, now }: Foundation, devices: DeviceService) {
  const exported = new Map<string, string>();

  function pathOf(exportId: string): string {
    const path = exported.get(exportId);
    if (path === undefined) throw new Failure('record-missing');
    return path;
  }

  /** Asks where to, and saves under a passphrase that is drawn for this file alone. */
  async function save(identity: Identity, form: ExportForm): Promise<Saved<ExportedBundle>> {
    const path = await desktop.askSaveFile(saveQuestion(identity.name, form));
    if (path === null) return { phase: 'cancelled' };
    const passphrase = newPassphrase();
    const bundle = await saveVerified(work, path, { identity, form, passphrase });
    const exportId = randomUUID();
    exported.set(exportId, path);
    return { phase: 'saved', exportId, passphrase, form, bundle, ...savedFile(path) };
  }

  return {
    save,

    /** A passphrase worth writing down, for who would rather not think of one. */
    suggestPassphrase: newPassphrase,

    /** @throws Failure as `identityToExport` and `saveVerified` */
    async export(deviceId: string, form: ExportForm): Promise<Saved<ExportedBundle & { readonly device: Device }>> {
      const saved = await save(await devices.identityToExport(deviceId), form);
      if (saved.phase === 'cancelled') return saved;
      return { ...saved, device: await devices.noteExport(deviceId, { at: now().toISOString(), form }) };
    },

    reveal: (exportId: string): void => desktop.reveal(pathOf(exportId)),
    share: (exportId: string): void => desktop.share(pathOf(exportId)),
    drag: (exportId: string): void => desktop.drag(pathOf(exportId)),
  };
}

const saveQuestion = (name: string, form: ExportForm): SaveQuestion =>
  form === 'pem'
    ? { title: 'savePem', suggestedName: safeFileName(name, 'pem'), kind: 'pem' }
    : { title: 'saveBundle', suggestedName: safeFileName(name, 'p12'), kind: 'bundle' };
