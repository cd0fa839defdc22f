import path from 'node:path';
import type { DeployFile, DeployPlan, ProxySetup } from '../contract/deploy.ts';
import type { Home } from '../contract/entities.ts';
import type { Saved, SavedFile } from '../contract/ipc.ts';
import type { ServerTrust } from '../deploy/door.ts';
import { proxyPlan } from '../deploy/plan.ts';
import { importKey } from '../pki/key.ts';
import { toPem } from '../pki/pem.ts';
import { writeAtomically } from '../vault/atomic-file.ts';
import type { AuthorityService } from './authority.ts';
import { savedFile } from './file-name.ts';
import type { Foundation } from './foundation.ts';
import type { HomeService } from './home.ts';
import { putFolder } from './put-folder.ts';
import { fromRecord, sealContext } from './records.ts';

export type DeployService = ReturnType<typeof deployService>;

/** A folder that was made, and the names of the files in it. */
type SavedFolder = SavedFile & { readonly files: readonly string[] };

const pem = (der: string): string => toPem('CERTIFICATE', fromRecord(der));

/** The files that a proxy needs for one home. */
export function deployService({ records, vault, desktop, now }: Foundation, authorities: AuthorityService, homes: HomeService) {
  async function planFor(home: Home, setup: ProxySetup): Promise<DeployPlan> {
    const { id } = await authorities.ofHome(home.id, 'device');
    const crl = await authorities.crlOf(id);
    // read after the list: a first one was only just put there
    const { der, revocations } = await records.get('authority', id);
    return proxyPlan({
      home,
      setup,
      device: { authorityPem: pem(der), crlPem: toPem('X509 CRL', crl), revokedSerials: revocations.map(({ serial }) => serial) },
      server: await serverTrust(home),
      now: now(),
    });
  }

  async function serverTrust({ server }: Home): Promise<ServerTrust> {
    if (server.source !== 'own') return { source: 'public' };
    const { der, key, authorityId } = await records.get('certificate', server.certificateId);
    const signer = await records.get('authority', authorityId);
    return { source: 'own', authorityPem: pem(signer.der), chainPem: pem(der), key: key === null ? 'elsewhere' : 'here' };
  }

  async function serverKeyPem(home: Home): Promise<string> {
    if (home.server.source !== 'own') throw new Error('a plan with a key belongs to a certificate of ours');
    const { id, key } = await records.get('certificate', home.server.certificateId);
    if (key === null) throw new Error('a plan names no key that is elsewhere');
    return importKey(vault.unsealKey(sealContext('certificate', id), key))
      .export({ type: 'pkcs8', format: 'pem' })
      .toString();
  }

  /** Asks for a place and puts a new folder there, whole or not at all; never over one that stands there. */
  async function saveFiles(home: Home, name: string, files: readonly DeployFile[]): Promise<Saved<SavedFolder>> {
    const place = await desktop.askFolder('saveProxyFolder');
    if (place === null) return { phase: 'cancelled' };
    const fill = async (draft: string) => {
      for (const { name: file, text, purpose } of files) {
        const content = purpose === 'server-key' ? await serverKeyPem(home) : (text ?? '');
        await writeAtomically(path.join(draft, file), content, { mode: purpose === 'server-key' ? 0o600 : 0o644 });
      }
    };
    const folder = await putFolder(place, name, fill, now());
    return { phase: 'saved', ...savedFile(folder), files: files.map(({ name: file }) => file) };
  }

  return {
    saveFiles,

    preview: async (homeId: string, setup: ProxySetup): Promise<DeployPlan> => planFor(await homes.get(homeId), setup),

    /** All that the proxy needs, in a new folder; from then on changes are noted for it. */
    async save(homeId: string, setup: ProxySetup): Promise<Saved<SavedFolder & { readonly home: Home }>> {
      const home = await homes.get(homeId);
      const plan = await planFor(home, setup);
      const saved = await saveFiles(home, folderName(home), plan.files);
      if (saved.phase === 'cancelled') return saved;
      return {
        ...saved,
        home: await homes.change(homeId, { proxy: { ...setup, openPaths: [...setup.openPaths], savedAt: now().toISOString() } }),
      };
    },
  };
}

/** What the folder for a home's proxy is called. */
export const folderName = ({ url }: Home): string => `latchkey-${new URL(url).hostname.replace(/[^a-z0-9.-]/gi, '-')}`;
