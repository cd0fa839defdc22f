import type { CrlFacts, RevocationReason } from '../contract/entities.ts';
import {
  type Asn1,
  content,
  context,
  integer,
  integerFromHex,
  isA,
  isContext,
  isTime,
  items,
  Malformed,
  parse,
  readIntegerBytes,
  readTime,
  sequence,
  tags,
  time,
} from './asn1.ts';
import { type Extensions, keyIdentifier, parseCertificate, readExtensions, readSerial } from './certificate.ts';
import { orDamaged } from './damage.ts';
import { authorityKeyIdentifier, crlNumber, reasonCode } from './extension.ts';
import { clockSlackMs, type Issuer } from './issue.ts';
import { readName } from './name.ts';
import { oids } from './oid.ts';
import { signStructure } from './signature.ts';

/** CRLReason, RFC 5280 section 5.3.1; 7 is not used. */
const reasonCodes: Readonly<Record<RevocationReason, number>> = {
  unspecified: 0,
  keyCompromise: 1,
  cACompromise: 2,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  removeFromCRL: 8,
  privilegeWithdrawn: 9,
  aACompromise: 10,
};

interface Revocation {
  readonly serial: string; // lowercase hex
  readonly at: Date;
  readonly reason: RevocationReason;
}

/** What a revocation list says. */
export interface CrlPlan {
  readonly issuer: Issuer;
  /** Higher than that of any list of this authority before. */
  readonly number: number;
  readonly revoked: readonly Revocation[];
  readonly now: Date;
  /** From this moment on, proxies refuse everybody until they get a newer list. */
  readonly nextUpdate: Date;
}

/**
 * Issues the complete list of what an authority has revoked. It counts from an hour back, as certificates do: a proxy
 * with a slow clock would refuse everybody.
 *
 * @returns DER, X.509 CRL v2 (RFC 5280 section 5).
 */
export function issueCrl({ issuer, number, revoked, now, nextUpdate }: CrlPlan): Promise<Buffer> {
  const authority = parseCertificate(issuer.certificate);
  return signStructure(issuer.key, (algorithm) =>
    sequence(
      integer(1),
      algorithm,
      authority.subject,
      time(new Date(now.getTime() - clockSlackMs)),
      time(nextUpdate),
      // Section 5.1.2.6: an empty list must be absent.
      revoked.length === 0 ? undefined : sequence(...revoked.map(revocation)),
      context(0, sequence(authorityKeyIdentifier(keyIdentifier(authority)), crlNumber(number))),
    ),
  );
}

/** Section 5.3.1: "unspecified" is said by saying nothing. */
const revocation = ({ serial, at, reason }: Revocation): Asn1 =>
  sequence(
    integerFromHex(serial.replace(/^[89a-f]/, '00$&')),
    time(at),
    reason === 'unspecified' ? undefined : sequence(reasonCode(reasonCodes[reason])),
  );

/**
 * Reads a revocation list (DER). Its signature is not checked: only its authority's certificate could tell.
 *
 * @throws Failure `bundle-damaged` where it is none.
 */
export const readCrl = (der: Uint8Array): CrlFacts =>
  orDamaged('crl', () => {
    const fields = [...items(items(parse(der))[0])];
    if (isA(fields[0], tags.integer)) fields.shift(); // the version, absent from v1
    const [, issuer, thisUpdate, ...rest] = fields;
    if (!issuer) throw new Malformed('revocation list expected');
    const nextUpdate = rest.find(isTime);
    const revoked = rest.find((field) => isA(field, tags.sequence));
    const extensions = readExtensions(rest.filter((field) => isContext(field, 0)).flatMap(items)[0]);
    return {
      issuer: readName(issuer).text,
      number: readNumber(extensions),
      thisUpdate: readTime(thisUpdate).toISOString(),
      nextUpdate: nextUpdate ? readTime(nextUpdate).toISOString() : null,
      revoked: revoked ? items(revoked).map(readRevocation) : [],
    };
  });

function readNumber(extensions: Extensions): string | null {
  const value = extensions.get(oids.crlNumber);
  if (value === undefined) return null;
  const bytes = readIntegerBytes(parse(value));
  if (bytes.length > 20) throw new Malformed('number of at most 20 bytes expected'); // RFC 5280 section 5.2.3
  return BigInt(`0x${bytes.toString('hex')}`).toString();
}

function readRevocation(entry: Asn1): CrlFacts['revoked'][number] {
  const [serial, at, extensions] = items(entry);
  return { serial: readSerial(serial), at: readTime(at).toISOString(), reason: readReason(readExtensions(extensions)) };
}

function readReason(extensions: Extensions): RevocationReason {
  const value = extensions.get(oids.reasonCode);
  const code = value ? content(parse(value)).charCodeAt(0) : reasonCodes.unspecified;
  const reasons = Object.entries(reasonCodes) as readonly (readonly [RevocationReason, number])[];
  return reasons.find(([, each]) => each === code)?.[0] ?? 'unspecified';
}
