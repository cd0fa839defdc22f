import { createPublicKey, type KeyObject } from 'node:crypto';
import { Failure } from '../contract/failure.ts';
import { commonNameMax, type SubjectAltName } from '../contract/fields.ts';
import { type Asn1, context, integer, integerFromHex, parse, sequence, time } from './asn1.ts';
import { keyIdentifier, parseCertificate, publicKeyIdentifier } from './certificate.ts';
import {
  authorityKeyIdentifier,
  basicConstraints,
  deviceAltName,
  extendedKeyUsage,
  keyUsage,
  noNames,
  onlyNames,
  subjectAltNames,
  subjectKeyIdentifier,
} from './extension.ts';
import { buildName, deviceCommonName } from './name.ts';
import { newSerial } from './serial.ts';
import { signStructure } from './signature.ts';

/** How far back validity starts, for clocks that are slow. */
export const clockSlackMs = 3_600_000;
export const dayMs = 86_400_000;

/** Life times in days where the caller names none. Apple refuses a server certificate of more than 825 days (support.apple.com/HT210176). */
export const defaultDays = { authority: 3650, server: 820, device: 730 } as const;

/** An authority's certificate (DER) and its private key. */
export interface Issuer {
  readonly certificate: Uint8Array;
  readonly key: KeyObject;
}

interface AuthorityPlan {
  readonly name: string;
  readonly key: KeyObject;
  readonly now: Date;
  readonly validityDays?: number;
}

interface LeafPlan {
  readonly issuer: Issuer;
  readonly publicKey: KeyObject;
  readonly now: Date;
  readonly validityDays?: number;
}

/**
 * Makes a certificate authority that vouches for clients and for no website: its purpose is clientAuth, and its
 * constraints exclude every host name and address. Android's installer trusts the authority of a bundle for
 * every site, so it must be worthless there.
 *
 * @returns DER, X.509 v3, self-signed, valid for 3,650 days unless told.
 * @throws Failure `name-unsuitable`, as `buildName`.
 */
export const issueDeviceAuthority = (plan: AuthorityPlan): Promise<Buffer> =>
  issueAuthority(plan, [extendedKeyUsage('clientAuth'), noNames()]);

/**
 * Makes a certificate authority that vouches for the names of one home alone, since phones that trust it would
 * trust it for every site.
 *
 * @returns DER, X.509 v3, self-signed, valid for 3,650 days unless told.
 * @throws Failure `name-unsuitable`, as `buildName`; `lint-refused` without bounds.
 */
export async function issueServerAuthority(plan: AuthorityPlan & { readonly bounds: readonly SubjectAltName[] }): Promise<Buffer> {
  if (plan.bounds.length === 0) throw new Failure('lint-refused', { finding: 'san-missing' });
  return issueAuthority(plan, [extendedKeyUsage('serverAuth'), onlyNames(plan.bounds)]);
}

/**
 * Issues a server's certificate. Its life is 820 days unless told and ends with the authority's at the latest.
 *
 * @returns DER, X.509 v3.
 * @throws Failure `lint-refused` without names or below an authority that has ended.
 */
export async function issueServerCertificate(plan: LeafPlan & { readonly names: readonly SubjectAltName[] }): Promise<Buffer> {
  if (plan.names.length === 0) throw new Failure('lint-refused', { finding: 'san-missing' });
  // RSA key transport of TLS 1.2 enciphers with the certificate's key.
  const usage = plan.publicKey.asymmetricKeyType === 'rsa' ? keyUsage('digitalSignature', 'keyEncipherment') : keyUsage('digitalSignature');
  return issueLeaf({ validityDays: defaultDays.server, ...plan }, buildName(serverCommonName(plan.names)), [
    usage,
    extendedKeyUsage('serverAuth'),
    subjectAltNames(plan.names),
  ]);
}

/**
 * Issues a device's certificate. Its life is 730 days unless told and ends with the authority's at the latest.
 *
 * @param plan.name becomes the common name, by `deviceCommonName`.
 * @returns DER, X.509 v3.
 * @throws Failure `name-unsuitable`, as `buildName`; `lint-refused` below an authority that has ended.
 */
export const issueDeviceCertificate = async (plan: LeafPlan & { readonly name: string }): Promise<Buffer> =>
  issueLeaf({ validityDays: defaultDays.device, ...plan }, buildName(deviceCommonName(plan.name)), [
    keyUsage('digitalSignature'),
    extendedKeyUsage('clientAuth'),
    // Without any alternative name BoringSSL takes a one-word common name ("iPhone") for a host name, and refuses it below
    // an authority with name constraints (x509_vfy.cc, reject_dns_name_in_common_name).
    deviceAltName(),
  ]);

/**
 * The first DNS name that fits. Clients read the SAN alone; but OpenSSL takes a common name of digits and dots for a
 * host name and refuses it below an authority that excludes host names, so an address does not stand bare.
 */
function serverCommonName(names: readonly SubjectAltName[]): string {
  const host = names.find(({ kind, value }) => kind === 'dns' && value.length <= commonNameMax);
  const address = names.find(({ kind }) => kind === 'ip');
  return host?.value ?? (address ? `IP ${address.value}` : 'Home Assistant');
}

function issueAuthority({ name, key, now, validityDays }: AuthorityPlan, limits: readonly Asn1[]): Promise<Buffer> {
  const subject = buildName(name);
  const spki = publicKeyInfo(createPublicKey(key));
  const keyId = publicKeyIdentifier(spki);
  return sign(
    { issuer: subject, subject, spki, validity: validity(now, validityDays ?? defaultDays.authority) },
    [
      basicConstraints('authority'),
      keyUsage('keyCertSign', 'cRLSign'),
      ...limits,
      subjectKeyIdentifier(keyId),
      authorityKeyIdentifier(keyId),
    ],
    key,
  );
}

function issueLeaf(plan: LeafPlan & { readonly validityDays: number }, subject: Asn1, extensions: readonly Asn1[]): Promise<Buffer> {
  const authority = parseCertificate(plan.issuer.certificate);
  const spki = publicKeyInfo(plan.publicKey);
  return sign(
    // The authority's name goes in as it stands in its certificate: verifiers compare bytes.
    { issuer: authority.subject, subject, spki, validity: validity(plan.now, plan.validityDays, authority.notAfter) },
    [
      basicConstraints('leaf'),
      ...extensions,
      subjectKeyIdentifier(publicKeyIdentifier(spki)),
      authorityKeyIdentifier(keyIdentifier(authority)),
    ],
    plan.issuer.key,
  );
}

const publicKeyInfo = (key: KeyObject): Asn1 => parse(key.export({ type: 'spki', format: 'der' }));

/** In whole seconds: RFC 5280 section 4.1.2.5 has no fractions. */
function validity(now: Date, days: number, latest?: Date): Asn1 {
  const start = Math.floor(now.getTime() / 1000) * 1000;
  const end = Math.min(start + days * dayMs, latest?.getTime() ?? Number.POSITIVE_INFINITY);
  if (end <= start) throw new Failure('lint-refused', { finding: 'authority-ended' });
  return sequence(time(new Date(start - clockSlackMs)), time(new Date(end)));
}

interface Names {
  readonly issuer: Asn1;
  readonly subject: Asn1;
  readonly spki: Asn1;
  readonly validity: Asn1;
}

/** RFC 5280 section 4.1: version 3 is written as 2. */
const sign = ({ issuer, subject, spki, validity }: Names, extensions: readonly Asn1[], key: KeyObject): Promise<Buffer> =>
  signStructure(key, (algorithm) =>
    sequence(
      context(0, integer(2)),
      integerFromHex(newSerial()),
      algorithm,
      issuer,
      validity,
      subject,
      spki,
      context(3, sequence(...extensions)),
    ),
  );
