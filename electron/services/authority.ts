import { randomUUID } from 'node:crypto';
import type { Authority, AuthorityJob, KeyAlgorithm } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import { commonNameMax, type SubjectAltName } from '../contract/fields.ts';
import type { Saved, SavedFile } from '../contract/ipc.ts';
import { readCertificate } from '../pki/certificate.ts';
import { type Issuer, issueDeviceAuthority, issueServerAuthority } from '../pki/issue.ts';
import { exportKey, importKey } from '../pki/key.ts';
import { permits } from '../pki/lint.ts';
import { toPem } from '../pki/pem.ts';
import { writeAtomically } from '../vault/atomic-file.ts';
import { inTurn } from '../vault/in-turn.ts';
import { saveVerifiedBundle } from './bundle-file.ts';
import { safeFileName, savedFile } from './file-name.ts';
import type { Foundation } from './foundation.ts';
import { type AuthorityRecord, fromRecord, newest, oldestFirst, sealContext, toRecord } from './records.ts';

export type AuthorityService = ReturnType<typeof authorityService>;

/** Authorities: one signs a home's devices, another its server. */
export function authorityService(foundation: Foundation) {
  const { records, vault, work, desktop, now } = foundation;
  const creating = inTurn();

  async function keep(
    job: AuthorityJob,
    homeId: string,
    name: string,
    key: KeyAlgorithm,
    bounds: readonly SubjectAltName[],
  ): Promise<AuthorityRecord> {
    const id = randomUUID();
    const privateKey = importKey(await work.generateKey(key));
    const plan = { name, key: privateKey, now: now() };
    const certificate = await (job === 'device' ? issueDeviceAuthority(plan) : issueServerAuthority({ ...plan, bounds }));
    const record: AuthorityRecord = {
      id,
      homeId,
      job,
      name,
      der: toRecord(certificate),
      key: vault.sealKey(sealContext('authority', id), exportKey(privateKey)),
      bounds: [...bounds],
      backup: null,
      createdAt: now().toISOString(),
    };
    await records.put('authority', id, record);
    return record;
  }

  const ofHome = async (homeId: string, job: AuthorityJob) =>
    newest((await records.list('authority')).filter((authority) => authority.homeId === homeId && authority.job === job));

  /** The server authority that would sign these names, if there is one; an authority that has ended signs nothing more. */
  async function knownForServer(homeId: string, names: readonly SubjectAltName[]): Promise<AuthorityRecord | undefined> {
    const known = await ofHome(homeId, 'server');
    const maySign = known && names.every((name) => known.bounds.some((bound) => permits(bound, name))) && endOf(known) > now();
    return maySign ? known : undefined;
  }

  return {
    async list(): Promise<readonly Authority[]> {
      return oldestFirst(await records.list('authority')).map(describe);
    },

    /** The device authority of a home: a home has one, so a second call gives the first one back. */
    create({ homeId, name, key }: { readonly homeId: string; readonly name: string; readonly key: KeyAlgorithm }): Promise<Authority> {
      return creating(async () => {
        await records.get('home', homeId);
        return describe((await ofHome(homeId, 'device')) ?? (await keep('device', homeId, name, key, [])));
      });
    },

    knownForServer,

    /** The server authority of a home that may vouch for these names; a new one where none may. */
    forServer(homeId: string, names: readonly SubjectAltName[], key: KeyAlgorithm): Promise<AuthorityRecord> {
      return creating(async () => {
        const { name } = await records.get('home', homeId);
        return (await knownForServer(homeId, names)) ?? keep('server', homeId, serverAuthorityName(name), key, names);
      });
    },

    /** @throws Failure authority-missing where the home has no such authority yet */
    async ofHome(homeId: string, job: AuthorityJob): Promise<AuthorityRecord> {
      const found = await ofHome(homeId, job);
      if (!found) throw new Failure('authority-missing');
      return found;
    },

    /** Unseals an authority's key to sign with it. */
    issuer(record: AuthorityRecord): Issuer {
      return { certificate: fromRecord(record.der), key: importKey(vault.unsealKey(sealContext('authority', record.id), record.key)) };
    },

    /** Certificate and key as a passphrase-protected bundle, opened again before it counts as saved. */
    async backUp(authorityId: string, passphrase: string): Promise<Saved<SavedFile & { readonly authority: Authority }>> {
      const record = await records.get('authority', authorityId);
      const path = await desktop.askSaveFile({
        title: 'saveBackup',
        suggestedName: safeFileName(`${record.name} backup`, 'p12'),
        kind: 'bundle',
      });
      if (path === null) return { phase: 'cancelled' };
      const key = vault.unsealKey(sealContext('authority', record.id), record.key);
      await saveVerifiedBundle(work, path, {
        key,
        chain: [fromRecord(record.der)],
        passphrase,
        profile: 'modern',
        friendlyName: record.name,
      });
      const file = savedFile(path);
      const backup = { at: now().toISOString(), fileName: file.fileName };
      const saved = await records.change('authority', authorityId, (known) => ({ ...known, backup }));
      return { phase: 'saved', ...file, authority: describe(saved) };
    },

    /** The certificate alone, as PEM, for a phone or a proxy that must trust it. */
    async saveCertificate(authorityId: string): Promise<Saved<SavedFile>> {
      const record = await records.get('authority', authorityId);
      const path = await desktop.askSaveFile({
        title: 'saveCertificate',
        suggestedName: safeFileName(record.name, 'crt'),
        kind: 'certificate',
      });
      if (path === null) return { phase: 'cancelled' };
      await writeAtomically(path, Buffer.from(toPem('CERTIFICATE', fromRecord(record.der))), { mode: 0o644 });
      return { phase: 'saved', ...savedFile(path) };
    },
  };
}

/** When an authority, and with it all that it signed, stops being valid. */
export const endOf = ({ der }: AuthorityRecord): Date => new Date(readCertificate(fromRecord(der)).notAfter);

const serverAuthorityName = (home: string): string => `${[...home].slice(0, commonNameMax - ' server'.length).join('')} server`;

function describe(record: AuthorityRecord): Authority {
  return {
    id: record.id,
    job: record.job,
    homeId: record.homeId,
    name: record.name,
    certificate: readCertificate(fromRecord(record.der)),
    bounds: record.bounds.map(({ value }) => value),
    backup: record.backup ? { phase: 'saved', ...record.backup } : { phase: 'none' },
  };
}
