import { createPublicKey, type KeyObject, randomUUID } from 'node:crypto';
import type { Finding, KeyAlgorithm, ServerCertificate } from '../contract/entities.ts';
import type { SubjectAltName } from '../contract/fields.ts';
import type { Saved, SavedFile } from '../contract/ipc.ts';
import { readCertificate } from '../pki/certificate.ts';
import { issueServerCertificate } from '../pki/issue.ts';
import { exportKey, importKey, publicKeyFrom } from '../pki/key.ts';
import { lintServerPlan } from '../pki/lint.ts';
import { type AuthorityService, endOf } from './authority.ts';
import { saveChain } from './certificate-file.ts';
import type { Foundation } from './foundation.ts';
import type { HomeService } from './home.ts';
import { refuseErrors } from './lint.ts';
import { type CertificateRecord, fromRecord, oldestFirst, sealContext, toRecord } from './records.ts';

interface ServerPlan {
  readonly homeId: string;
  readonly names: readonly SubjectAltName[];
  readonly validityDays: number;
}

/** P-256: every phone and proxy takes it, and it is made at once. */
const serverKey: KeyAlgorithm = 'p256';

/** Server certificates, from an authority that can vouch for one home only. */
export function certificateService({ records, vault, work, desktop, now }: Foundation, authorities: AuthorityService, homes: HomeService) {
  async function lint({ homeId, names, validityDays }: ServerPlan, key: KeyAlgorithm = serverKey): Promise<readonly Finding[]> {
    const { url } = await records.get('home', homeId);
    const authority = await authorities.knownForServer(homeId, names);
    return lintServerPlan({
      names,
      homeHost: new URL(url).hostname,
      validityDays,
      key,
      now: now(),
      ...(authority && { authorityNotAfter: endOf(authority) }),
    });
  }

  async function issue(plan: ServerPlan, publicKey: KeyObject, key: Uint8Array | null): Promise<ServerCertificate> {
    const authority = await authorities.forServer(plan.homeId, plan.names, serverKey);
    const der = await issueServerCertificate({
      issuer: authorities.issuer(authority),
      publicKey,
      names: plan.names,
      now: now(),
      validityDays: plan.validityDays,
    });
    const id = randomUUID();
    const record: CertificateRecord = {
      id,
      homeId: plan.homeId,
      authorityId: authority.id,
      der: toRecord(der),
      key: key && vault.sealKey(sealContext('certificate', id), key),
      createdAt: now().toISOString(),
    };
    const made = describe(record);
    // first, since a test soon settles a note of a certificate that never came about
    await homes.note(plan.homeId, { kind: 'server-certificate', about: made.certificate.commonName, deviceId: null });
    await records.put('certificate', id, record);
    await homes.change(plan.homeId, { publicCertificate: false });
    return made;
  }

  return {
    lint: (plan: ServerPlan): Promise<readonly Finding[]> => lint(plan),

    async list(): Promise<readonly ServerCertificate[]> {
      return oldestFirst(await records.list('certificate')).map(describe);
    },

    /** @throws Failure lint-refused where a phone would refuse the certificate */
    async issueServer(plan: ServerPlan): Promise<ServerCertificate> {
      refuseErrors(await lint(plan));
      const key = importKey(await work.generateKey(serverKey));
      return issue(plan, createPublicKey(key), exportKey(key));
    },

    /**
     * Certifies the key of a request that a server made; the key stays there.
     *
     * @param bytes the file with the request; of all that stands in it, only the key is taken over
     * @throws Failure lint-refused; as `readRequestedKey`
     */
    async signServer(bytes: Uint8Array, plan: ServerPlan): Promise<ServerCertificate> {
      const { spki, algorithm } = await work.readRequestedKey(bytes);
      refuseErrors(await lint(plan, algorithm));
      return issue(plan, publicKeyFrom(spki), null);
    },

    /** Certificate and authority as PEM, for a server that holds its key itself. */
    async saveCertificate(certificateId: string): Promise<Saved<SavedFile>> {
      const { der, authorityId } = await records.get('certificate', certificateId);
      const authority = await records.get('authority', authorityId);
      const chain = [der, authority.der].map(fromRecord);
      return saveChain(desktop, readCertificate(fromRecord(der)).commonName, chain);
    },
  };
}

function describe({ id, homeId, authorityId, der, key }: CertificateRecord): ServerCertificate {
  return { id, homeId, authorityId, key: key === null ? 'elsewhere' : 'here', certificate: readCertificate(fromRecord(der)) };
}
