import { createHash } from 'node:crypto';
import {
  type CloudflareCertificate,
  type CloudflareZone,
  type CloudflareZoneState,
  certificateLimit,
  freeRuleLimit,
} from '../contract/cloudflare.ts';
import { Failure } from '../contract/failure.ts';
import { certifiedKey } from '../pki/answer.ts';
import { fromPem } from '../pki/pem.ts';
import type { CertificateAnswer } from './answers.ts';
import type { CloudflareApi, Ruleset } from './api.ts';

/** A zone as it stands at one moment. */
export interface Zone {
  readonly zone: CloudflareZone;
  readonly certificates: readonly CertificateAnswer[];
  readonly hosts: readonly string[];
  /** Null where it never had custom rules. */
  readonly ruleset: Ruleset | null;
}

/** @throws Failure as `cloudflareApi` */
export async function readZone(api: CloudflareApi, zoneId: string): Promise<Zone> {
  const [zone, certificates, hosts, ruleset] = await Promise.all([
    api.zone(zoneId),
    api.certificates(zoneId),
    api.hosts(zoneId),
    api.entryPoint(zoneId),
  ]);
  return { zone, certificates, hosts, ruleset };
}

/** @param deviceOf the device of ours that a key belongs to, by `keyDigest`; null for none */
export function describeZone(
  { zone, certificates, hosts, ruleset }: Zone,
  deviceOf: (digest: string) => string | null,
): CloudflareZoneState {
  const describe = (certificate: CertificateAnswer): CloudflareCertificate => {
    const digest = certifiedDigest(certificate);
    return {
      id: certificate.id,
      name: certificate.common_name ?? '',
      status: certificate.status,
      expiresAt: certificate.expires_on ?? null,
      deviceId: digest === null ? null : deviceOf(digest),
    };
  };
  return {
    zone,
    certificates: certificates.map(describe),
    certificatesUsed: used(certificates),
    certificateLimit,
    hosts,
    rules: ruleset?.rules ?? [],
    ruleLimit: ruleLimitOf(zone),
  };
}

/** "Certificate quota reached" in Cloudflare's troubleshooting: revoking one releases its place. */
export const used = (certificates: readonly CertificateAnswer[]): number =>
  certificates.filter(({ status }) => status !== 'revoked').length;

export const ruleLimitOf = ({ plan }: CloudflareZone): number | null => (/^free/i.test(plan) ? freeRuleLimit : null);

/** @returns SHA-256 of a SubjectPublicKeyInfo (DER), lowercase hex. */
export const keyDigest = (spki: Uint8Array): string => createHash('sha256').update(spki).digest('hex');

/** The certificate that is good for a key; the one that was asked for last where there are several. */
export const certificateFor = (certificates: readonly CertificateAnswer[], digest: string): CertificateAnswer | undefined =>
  certificates.find((each) => each.status !== 'revoked' && each.status !== 'pending_revocation' && certifiedDigest(each) === digest);

/** The key that a certificate of a list is for; null where it is not made yet, or is none that can be read. */
export function certifiedDigest({ certificate }: CertificateAnswer): string | null {
  try {
    const [block] = fromPem(certificate ?? '');
    return block ? keyDigest(certifiedKey(block.der)) : null;
  } catch (trouble) {
    if (trouble instanceof Failure) return null;
    throw trouble;
  }
}

/** The zone that a host lies in: the nearest, where zones lie in one another. */
export function zoneOfHost(zones: readonly CloudflareZone[], host: string): CloudflareZone | undefined {
  return zones.filter(({ name }) => isWithin(host, name)).sort((one, other) => other.name.length - one.name.length)[0];
}

export const isWithin = (host: string, zone: string): boolean => host === zone || host.endsWith(`.${zone}`);
