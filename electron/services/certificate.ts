import { createPublicKey, randomUUID } from 'node:crypto';
import type { Finding, KeyAlgorithm, ServerCertificate } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import type { SubjectAltName } from '../contract/fields.ts';
import { readCertificate } from '../pki/certificate.ts';
import { issueServerCertificate } from '../pki/issue.ts';
import { exportKey, importKey } from '../pki/key.ts';
import { lintServerPlan } from '../pki/lint.ts';
import { type AuthorityService, endOf } from './authority.ts';
import type { Foundation } from './foundation.ts';
import type { HomeService } from './home.ts';
import { type CertificateRecord, fromRecord, oldestFirst, sealContext, toRecord } from './records.ts';

interface ServerPlan {
  readonly homeId: string;
  readonly names: readonly SubjectAltName[];
  readonly validityDays: number;
}

/** P-256: every phone and proxy takes it, and it is made at once. */
const serverKey: KeyAlgorithm = 'p256';

/** Server certificates, from an authority that can vouch for one home only. */
export function certificateService({ records, vault, work, now }: Foundation, authorities: AuthorityService, homes: HomeService) {
  async function lint({ homeId, names, validityDays }: ServerPlan): Promise<readonly Finding[]> {
    const { url } = await records.get('home', homeId);
    const authority = await authorities.knownForServer(homeId, names);
    return lintServerPlan({
      names,
      homeHost: new URL(url).hostname,
      validityDays,
      key: serverKey,
      now: now(),
      ...(authority && { authorityNotAfter: endOf(authority) }),
    });
  }

  return {
    lint,

    async list(): Promise<readonly ServerCertificate[]> {
      return oldestFirst(await records.list('certificate')).map(describe);
    },

    /** @throws Failure lint-refused where a phone would refuse the certificate */
    async issueServer(plan: ServerPlan): Promise<ServerCertificate> {
      const refused = (await lint(plan)).find(({ severity }) => severity === 'error');
      if (refused) throw new Failure('lint-refused', { finding: refused.code });
      const authority = await authorities.forServer(plan.homeId, plan.names, serverKey);
      const key = importKey(await work.generateKey(serverKey));
      const der = await issueServerCertificate({
        issuer: authorities.issuer(authority),
        publicKey: createPublicKey(key),
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
        key: vault.sealKey(sealContext('certificate', id), exportKey(key)),
        createdAt: now().toISOString(),
      };
      await records.put('certificate', id, record);
      await homes.change(plan.homeId, { publicCertificate: false });
      return describe(record);
    },
  };
}

function describe({ id, homeId, authorityId, der }: CertificateRecord): ServerCertificate {
  return { id, homeId, authorityId, certificate: readCertificate(fromRecord(der)) };
}
