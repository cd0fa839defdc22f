import { readCertificate } from '../pki/certificate.ts';
import type { Identity } from './dial.ts';
import { datesOf } from './handshake.ts';
import type { ShownIdentity } from './observations.ts';

/** @returns what is known of an identity before anybody is asked. @throws Failure as `readCertificate` */
export function describeIdentity({ name, certificate, chain }: Identity, now: Date): ShownIdentity {
  const facts = readCertificate(certificate);
  return {
    name,
    certificate: facts,
    chain: chain.map((issuer) => readCertificate(issuer).subject),
    dates: datesOf(facts, now),
    mayBeClient: facts.eku.length === 0 || facts.eku.some((purpose) => purpose === 'clientAuth' || purpose === 'anyExtendedKeyUsage'),
  };
}
