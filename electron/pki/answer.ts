import { Failure } from '../contract/failure.ts';
import type { FileFacts, FileFinding, FileFindingCode, InspectedCertificate } from '../contract/inspection.ts';
import { encode } from './asn1.ts';
import { parseCertificate } from './certificate.ts';
import { isIssuerOf, keyBelongsTo, orderChain } from './chain.ts';
import { type Content, readContent } from './content.ts';
import { inspectCertificate } from './inspect.ts';
import { publicKeyFrom } from './key.ts';
import { lintFile } from './lint-file.ts';

/** What an authority sent back. Plain data, for it crosses a process boundary. */
export interface Answer {
  /** DER: the certificate, then its issuers as far as they came along. What else was there is left out. */
  readonly chain: readonly Uint8Array[];
  /** The same, for people. */
  readonly certificates: readonly InspectedCertificate[];
  /** Which of the keys asked about the certificate belongs to; null where it is none of them. */
  readonly owner: number | null;
}

/**
 * Reads what an authority sent back, in any form and order, and finds the certificate that belongs to one of our keys.
 *
 * @param keys SubjectPublicKeyInfo, DER (RFC 5280 section 4.1)
 * @returns where no key is ours, the first certificate that issued none of the others.
 * @throws Failure `certificate-answers-nothing` where there is no certificate in it; else as `readContent`
 */
export async function readAnswer(bytes: Uint8Array, keys: readonly Uint8Array[]): Promise<Answer> {
  const { certificates } = await readContent(bytes, null).catch(nothingAsEmpty);
  const owned = ownedAmong(certificates, keys);
  const leaf = owned?.certificate ?? certificates.find((each) => issuesNone(each, certificates)) ?? certificates[0];
  if (leaf === undefined) throw new Failure('certificate-answers-nothing');
  const chain = lineOf(leaf, certificates);
  return { chain, certificates: chain.map(inspectCertificate), owner: owned?.key ?? null };
}

/** @returns the SubjectPublicKeyInfo (DER) that a certificate (DER) certifies. @throws Failure as `parseCertificate` */
export const certifiedKey = (certificate: Uint8Array): Buffer => encode(parseCertificate(certificate).publicKey);

function nothingAsEmpty(trouble: unknown): Pick<Content, 'certificates'> {
  if (trouble instanceof Failure && trouble.code === 'file-nothing-usable') return { certificates: [] };
  throw trouble;
}

function ownedAmong(certificates: readonly Uint8Array[], keys: readonly Uint8Array[]) {
  const publicKeys = keys.map(publicKeyFrom);
  for (const certificate of certificates) {
    const key = publicKeys.findIndex((each) => keyBelongsTo(each, certificate));
    if (key >= 0) return { certificate, key };
  }
  return null;
}

const issuesNone = (certificate: Uint8Array, certificates: readonly Uint8Array[]): boolean =>
  certificates.every((other) => other === certificate || !isIssuerOf(certificate, other));

/** The certificate and its issuers; a stranger's certificate in a bundle would be installed with it. */
function lineOf(leaf: Uint8Array, certificates: readonly Uint8Array[]): readonly Uint8Array[] {
  const ordered = orderChain(
    leaf,
    certificates.filter((each) => each !== leaf),
  );
  const end = ordered.findIndex((each, at) => at > 0 && !isIssuerOf(each, ordered[at - 1] ?? leaf));
  return end < 0 ? ordered : ordered.slice(0, end);
}

/** Of files: the key lies sealed in the vault, and an issuer may stay away where the door knows it. Of servers: it is for a device. */
const ofOthers = /^(key-unprotected|certificate-issuer-missing|server-.*)$/;
/** Time mends it. */
const mendsItself: FileFindingCode = 'certificate-not-yet-valid';

/**
 * @param certificates as `Answer`, with a key of ours behind the first
 * @returns what phones and proxies make of it: errors where the certificate itself is of no use to a device, all else as warnings.
 */
export function lintAnswer(certificates: readonly InspectedCertificate[], now: Date): readonly FileFinding[] {
  const lint = (some: readonly InspectedCertificate[]) =>
    lintFile({ file: fileWith(some), isPassphraseEmpty: false, now }).filter(({ code }) => !ofOthers.test(code));
  const stops = lint(certificates.slice(0, 1))
    .filter(({ code, severity }) => severity === 'error' && code !== mendsItself)
    .map(({ code }) => code);
  return lint(certificates).map((finding) => ({ ...finding, severity: stops.includes(finding.code) ? 'error' : 'warning' }));
}

function fileWith(certificates: readonly InspectedCertificate[]): FileFacts {
  const keys = certificates
    .slice(0, 1)
    .map(({ key, fingerprint, keyFingerprint }) => ({ label: key, certificate: fingerprint, keyFingerprint }));
  return { kind: 'certificate', isPkcs12: false, encryption: null, mac: null, profile: null, keys, certificates, requests: [], crls: [] };
}
