import { randomUUID } from 'node:crypto';
import type { BundleFacts, BundleProfile, Device } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import type { ExportedBundle, Saved } from '../contract/ipc.ts';
import type { Identity } from '../pki/identity.ts';
import { newPassphrase } from '../pki/passphrase.ts';
import type { OpenBundle } from '../pki/pkcs12/read.ts';
import { saveVerifiedBundle } from './bundle-file.ts';
import type { DeviceService } from './device.ts';
import { safeFileName, savedFile } from './file-name.ts';
import type { Foundation } from './foundation.ts';

export type BundleService = ReturnType<typeof bundleService>;

/** Bundles on their way out: saved, shown, dragged and shared by an id that stands for the path. */
export function bundleService({ work, desktop, now }: Foundation, devices: DeviceService) {
  const exported = new Map<string, string>();

  function pathOf(exportId: string): string {
    const path = exported.get(exportId);
    if (path === undefined) throw new Failure('record-missing');
    return path;
  }

  /** Asks where to, and saves under a passphrase that is drawn for this file alone. */
  async function save(identity: Identity, profile: BundleProfile): Promise<Saved<ExportedBundle>> {
    const path = await desktop.askSaveFile({ title: 'saveBundle', suggestedName: safeFileName(identity.name, 'p12'), kind: 'bundle' });
    if (path === null) return { phase: 'cancelled' };
    const passphrase = newPassphrase();
    const content = { key: identity.key, chain: identity.chain, passphrase, profile, friendlyName: identity.name };
    const bundle = describeBundle(await saveVerifiedBundle(work, path, content));
    const exportId = randomUUID();
    exported.set(exportId, path);
    return { phase: 'saved', exportId, passphrase, profile, bundle, ...savedFile(path) };
  }

  return {
    save,

    /** A passphrase worth writing down, for who would rather not think of one. */
    suggestPassphrase: newPassphrase,

    async export(deviceId: string, profile: BundleProfile): Promise<Saved<ExportedBundle & { readonly device: Device }>> {
      const saved = await save(await devices.identity(deviceId), profile);
      if (saved.phase === 'cancelled') return saved;
      return { ...saved, device: await devices.noteExport(deviceId, { at: now().toISOString(), profile }) };
    },

    reveal: (exportId: string): void => desktop.reveal(pathOf(exportId)),
    share: (exportId: string): void => desktop.share(pathOf(exportId)),
    drag: (exportId: string): void => desktop.drag(pathOf(exportId)),
  };
}

/** The public part of an open bundle. */
function describeBundle({ certificates, keyCount, encryption, mac, profile }: OpenBundle): BundleFacts {
  return { chain: certificates, keyCount, encryption, mac, profile };
}
