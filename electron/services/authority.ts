import { randomUUID } from 'node:crypto';
import { type Authority, type AuthorityJob, type KeyAlgorithm, keyAlgorithms } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import { commonNameMax, type SubjectAltName } from '../contract/fields.ts';
import type { Saved, SavedFile } from '../contract/ipc.ts';
import { mobileconfig } from '../deploy/mobileconfig.ts';
import { readCertificate } from '../pki/certificate.ts';
import { issueCrl } from '../pki/crl.ts';
import { type Issuer, issueDeviceAuthority, issueServerAuthority } from '../pki/issue.ts';
import { algorithmLabel, exportKey, importKey } from '../pki/key.ts';
import { permits } from '../pki/lint.ts';
import { toPem } from '../pki/pem.ts';
import { writeAtomically } from '../vault/atomic-file.ts';
import { inTurn } from '../vault/in-turn.ts';
import { saveVerified } from './bundle-file.ts';
import { safeFileName, savedFile } from './file-name.ts';
import type { Foundation } from './foundation.ts';
import type { HomeService } from './home.ts';
import { type AuthorityRecord, fromRecord, newest, oldestFirst, sealContext, toRecord } from './records.ts';

export type AuthorityService = ReturnType<typeof authorityService>;
type Revocation = AuthorityRecord['revocations'][number];

interface AuthorityPlan {
  readonly job: AuthorityJob;
  readonly homeId: string;
  readonly name: string;
  readonly key: KeyAlgorithm;
  readonly bounds: readonly SubjectAltName[];
}

/** Authorities: one signs a home's devices, another its server. */
export function authorityService(foundation: Foundation, homes: HomeService) {
  const { records, vault, work, desktop, now } = foundation;
  const creating = inTurn();
  const listing = inTurn();

  async function keep({ job, homeId, name, key, bounds }: AuthorityPlan, signal?: AbortSignal): Promise<AuthorityRecord> {
    const id = randomUUID();
    const privateKey = importKey(await work.generateKey(key, signal));
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
      revocations: [],
      crl: null,
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

  /** Unseals an authority's key to sign with it. */
  function issuer(record: AuthorityRecord): Issuer {
    return { certificate: fromRecord(record.der), key: importKey(vault.unsealKey(sealContext('authority', record.id), record.key)) };
  }

  /**
   * Issues an authority's next revocation list, complete and numbered one higher, and keeps it together with what
   * is on it. It is good for as long as the authority: one that ended would lock everybody out.
   */
  async function putList(record: AuthorityRecord, revocations: readonly Revocation[]): Promise<Buffer> {
    const number = (record.crl?.number ?? 0) + 1;
    const der = await issueCrl({
      issuer: issuer(record),
      number,
      revoked: revocations.map(({ serial, at, reason }) => ({ serial, at: new Date(at), reason })),
      now: now(),
      nextUpdate: endOf(record),
    });
    const crl = { number, der: toRecord(der) };
    await records.change('authority', record.id, (known) => ({ ...known, revocations: [...revocations], crl }));
    return der;
  }

  return {
    async list(): Promise<readonly Authority[]> {
      return oldestFirst(await records.list('authority')).map(describe);
    },

    /**
     * The device authority of a home: a home has one, so a second call gives the first one back.
     *
     * @throws Failure job-cancelled
     */
    create(plan: Pick<AuthorityPlan, 'homeId' | 'name' | 'key'>, signal?: AbortSignal): Promise<Authority> {
      return creating(async () => {
        await records.get('home', plan.homeId);
        return describe((await ofHome(plan.homeId, 'device')) ?? (await keep({ ...plan, job: 'device', bounds: [] }, signal)));
      });
    },

    /**
     * A new device authority in the place of a home's present one, with a key of the same kind. What the old one
     * signed stays good until the proxy knows the new one. For an authority that is not the present one, that one is given back.
     *
     * @throws Failure authority-missing where the home has none
     */
    replace(authorityId: string, name: string): Promise<Authority> {
      return creating(async () => {
        const { homeId, der } = await records.get('authority', authorityId);
        const present = await ofHome(homeId, 'device');
        if (!present) throw new Failure('authority-missing');
        if (present.id !== authorityId) return describe(present);
        const { key: label } = readCertificate(fromRecord(der));
        const key = keyAlgorithms.find((algorithm) => algorithmLabel(algorithm) === label) ?? 'p256';
        // first, since a test soon settles a note of an authority that never came about
        await homes.note(homeId, { kind: 'device-authority', about: name, deviceId: null });
        return describe(await keep({ job: 'device', homeId, name, key, bounds: [] }));
      });
    },

    knownForServer,

    /** The server authority of a home that may vouch for these names; a new one where none may. */
    forServer(homeId: string, names: readonly SubjectAltName[], key: KeyAlgorithm): Promise<AuthorityRecord> {
      return creating(async () => {
        const { name } = await records.get('home', homeId);
        const known = await knownForServer(homeId, names);
        return known ?? keep({ job: 'server', homeId, name: serverAuthorityName(name), key, bounds: names });
      });
    },

    /** @throws Failure authority-missing where the home has no such authority yet */
    async ofHome(homeId: string, job: AuthorityJob): Promise<AuthorityRecord> {
      const found = await ofHome(homeId, job);
      if (!found) throw new Failure('authority-missing');
      return found;
    },

    issuer,

    /** Its latest revocation list, DER; where there is none yet the first one, with nothing on it. */
    crlOf(authorityId: string): Promise<Buffer> {
      return listing(async () => {
        const record = await records.get('authority', authorityId);
        return record.crl ? fromRecord(record.crl.der) : putList(record, record.revocations);
      });
    },

    /** Puts a certificate on its authority's revocation list. @returns what the list says of it: the first revocation counts. */
    revoke(authorityId: string, revocation: Revocation): Promise<Revocation> {
      return listing(async () => {
        const record = await records.get('authority', authorityId);
        const known = record.revocations.find(({ serial }) => serial === revocation.serial);
        if (known) return known;
        await putList(record, [...record.revocations, revocation]);
        return revocation;
      });
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
      await saveVerified(work, path, { identity: { key, chain: [fromRecord(record.der)], name: record.name }, form: 'modern', passphrase });
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

    /** The certificate alone, as a configuration profile that iPhones, iPads and Macs install. */
    async saveProfile(authorityId: string): Promise<Saved<SavedFile>> {
      const record = await records.get('authority', authorityId);
      const path = await desktop.askSaveFile({
        title: 'saveProfile',
        suggestedName: safeFileName(record.name, 'mobileconfig'),
        kind: 'profile',
      });
      if (path === null) return { phase: 'cancelled' };
      await writeAtomically(path, mobileconfig({ name: record.name, der: fromRecord(record.der) }), { mode: 0o644 });
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
