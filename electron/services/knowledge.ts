import { targetAbilities } from '../contract/deploy.ts';
import type { Device } from '../contract/entities.ts';
import { readCertificate } from '../pki/certificate.ts';
import { readCrl } from '../pki/crl.ts';
import type { Knowledge } from '../probe/observations.ts';
import type { Foundation } from './foundation.ts';
import { type AuthorityRecord, fromRecord, type HomeRecord, newest, oldestFirst } from './records.ts';

/**
 * Gathers what the app knows of a home's door, so that a test of it need not guess.
 *
 * @param device as whom the door is tried; null for a stranger
 */
export async function knowledgeOf({ records }: Pick<Foundation, 'records'>, home: HomeRecord, device: Device | null): Promise<Knowledge> {
  const ofHome = <T extends { readonly homeId: string }>(list: readonly T[]) => list.filter(({ homeId }) => homeId === home.id);
  const authorities = oldestFirst(ofHome(await records.list('authority')).filter(({ job }) => job === 'device')).reverse();
  const certificate = home.publicCertificate ? undefined : newest(ofHome(await records.list('certificate')));
  return {
    revokedAt: device?.revoked?.at ?? null,
    crlUntil: crlEnd(home, authorities[0]),
    authorities: authorities.map(({ der }) => {
      const { subject, fingerprint } = readCertificate(fromRecord(der));
      return { subject, fingerprint };
    }),
    serverFingerprint: certificate ? readCertificate(fromRecord(certificate.der)).fingerprint : null,
    proxy: home.proxy && { target: home.proxy.target, folder: home.proxy.folder, upstream: home.proxy.upstream },
    openPaths: home.road === 'cloudflare' ? (home.cloudflare?.rule?.openPaths ?? []) : (home.proxy?.openPaths ?? []),
    road: home.road,
  };
}

/** Only a proxy that reads lists is locked by the end of one. */
function crlEnd({ proxy }: HomeRecord, authority: AuthorityRecord | undefined): string | null {
  if (!proxy || !authority?.crl || targetAbilities[proxy.target].revocation !== 'crl') return null;
  return readCrl(fromRecord(authority.crl.der)).nextUpdate;
}
