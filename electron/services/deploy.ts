import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { DeployPlan, Home, ProxySetup } from '../contract/entities.ts';
import type { Saved, SavedFile } from '../contract/ipc.ts';
import { nginxPlan } from '../deploy/nginx.ts';
import { importKey } from '../pki/key.ts';
import { toPem } from '../pki/pem.ts';
import { systemCode, writeAtomically, writeFailure } from '../vault/atomic-file.ts';
import type { AuthorityService } from './authority.ts';
import { savedFile } from './file-name.ts';
import type { Foundation } from './foundation.ts';
import type { HomeService } from './home.ts';
import { fromRecord, sealContext } from './records.ts';

const pem = (der: string): string => toPem('CERTIFICATE', fromRecord(der));

/** The files that a proxy needs for one home. */
export function deployService({ records, vault, desktop, now }: Foundation, authorities: AuthorityService, homes: HomeService) {
  async function planFor(home: Home, setup: ProxySetup): Promise<DeployPlan> {
    const device = await authorities.ofHome(home.id, 'device');
    const own = home.server.source === 'own' ? await records.get('certificate', home.server.certificateId) : null;
    const signer = own ? await records.get('authority', own.authorityId) : null;
    return nginxPlan({
      home,
      setup,
      deviceAuthorityPem: pem(device.der),
      serverAuthorityPem: signer && pem(signer.der),
      serverChainPem: own && pem(own.der),
      now: now(),
    });
  }

  async function serverKeyPem(home: Home): Promise<string> {
    if (home.server.source !== 'own') throw new Error('a plan with a key belongs to a certificate of ours');
    const { id, key } = await records.get('certificate', home.server.certificateId);
    return importKey(vault.unsealKey(sealContext('certificate', id), key))
      .export({ type: 'pkcs8', format: 'pem' })
      .toString();
  }

  return {
    preview: async (homeId: string, setup: ProxySetup): Promise<DeployPlan> => planFor(await homes.get(homeId), setup),

    /** Asks for a place and puts a new folder there, whole or not at all; never over one that stands there. */
    async save(homeId: string, setup: ProxySetup): Promise<Saved<SavedFile & { readonly files: readonly string[]; readonly home: Home }>> {
      const home = await homes.get(homeId);
      const plan = await planFor(home, setup);
      const place = await desktop.askFolder();
      if (place === null) return { phase: 'cancelled' };
      const name = `latchkey-${new URL(home.url).hostname.replace(/[^a-z0-9.-]/gi, '-')}`;
      const folder = await putFolder(place, name, async (draft) => {
        for (const { name: file, text, purpose } of plan.files) {
          const content = purpose === 'server-key' ? await serverKeyPem(home) : (text ?? '');
          await writeAtomically(path.join(draft, file), Buffer.from(content), { mode: purpose === 'server-key' ? 0o600 : 0o644 });
        }
      });
      const changed = await homes.change(homeId, { proxy: { ...setup, savedAt: now().toISOString() } });
      return { phase: 'saved', ...savedFile(folder), files: plan.files.map(({ name: file }) => file), home: changed };
    },
  };
}

/** Fills a hidden draft folder, then renames it to the first free name: `name`, `name-2`, … */
async function putFolder(place: string, name: string, fill: (draft: string) => Promise<void>): Promise<string> {
  let draft: string | undefined;
  try {
    draft = await mkdtemp(path.join(place, '.latchkey-'));
    await fill(draft);
    await chmod(draft, 0o755);
    for (let count = 1; ; count += 1) {
      const target = path.join(place, count === 1 ? name : `${name}-${count}`);
      if (await claim(target)) {
        await rename(draft, target);
        return target;
      }
    }
  } catch (trouble) {
    if (draft !== undefined) await rm(draft, { recursive: true, force: true });
    throw writeFailure(trouble, path.join(place, name));
  }
}

/** Takes a name by making the folder; an empty one may be replaced by a rename. */
async function claim(target: string): Promise<boolean> {
  try {
    await mkdir(target);
    if (process.platform === 'win32') await rm(target, { recursive: true });
    return true;
  } catch (trouble) {
    if (systemCode(trouble) === 'EEXIST') return false;
    throw trouble;
  }
}
