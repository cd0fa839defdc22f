import { createPublicKey, type KeyObject } from 'node:crypto';
import { type KeyAlgorithm, keyAlgorithms, type RequestFacts } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import type { SubjectAltName } from '../contract/fields.ts';
import { type Asn1, context, encode, integer, isContext, items, Malformed, oid, parse, readOid, sequence, set } from './asn1.ts';
import { type Extensions, fingerprint, maxBytes, readAltNames, readExtensions, readPurposes } from './certificate.ts';
import { readContent } from './content.ts';
import { orDamaged } from './damage.ts';
import { subjectAltNames } from './extension.ts';
import { algorithmLabel, keyLabel, publicKeyLabel } from './key.ts';
import { buildSubject, readName, type Subject } from './name.ts';
import { oids } from './oid.ts';
import { isSignedBy, signStructure } from './signature.ts';

/** Whom a request asks a certificate for. */
export interface RequestPlan {
  readonly subject: Subject;
  /** None for a device. */
  readonly names: readonly SubjectAltName[];
  /** The private key, which stays here: its public half is asked to be certified. */
  readonly key: KeyObject;
}

/**
 * Makes a certificate request.
 *
 * @returns PKCS#10 DER (RFC 2986), signed by the key.
 * @throws Failure `name-unsuitable`, as `buildSubject`; `bundle-key-unsupported`, as `signStructure`.
 */
export async function createRequest({ subject, names, key }: RequestPlan): Promise<Buffer> {
  const spki = parse(createPublicKey(key).export({ type: 'spki', format: 'der' }));
  const attributes = names.length === 0 ? [] : [extensionRequest(subjectAltNames(names))];
  const info = sequence(integer(0), buildSubject(subject), spki, context(0, ...attributes));
  return signStructure(key, () => info);
}

/** RFC 2985 section 5.4.2. */
const extensionRequest = (...extensions: readonly Asn1[]): Asn1 => sequence(oid(oids.extensionRequest), set(sequence(...extensions)));

/** A request whose sender proved to hold the key. */
export interface Request {
  readonly facts: RequestFacts;
  readonly publicKey: KeyObject;
}

/**
 * Reads a PKCS#10 request (DER) and checks its signature before anything else is believed.
 *
 * @throws Failure
 *   `request-signature-wrong`;
 *   `bundle-algorithm-unsupported`, `bundle-key-unsupported`: fact `algorithm` names it;
 *   `bundle-damaged`: it is no request;
 *   `bundle-over-limit` above 64 KiB.
 */
export function readRequest(der: Uint8Array): Request {
  if (der.length > maxBytes) throw new Failure('bundle-over-limit', { limit: 'size' });
  return orDamaged('request', () => {
    const request = parse(der);
    const [, subject, spki, attributes] = items(items(request)[0]);
    if (!subject || !spki) throw new Malformed('request expected');
    const publicKey = importPublicKey(spki);
    if (!isSignedBy(request, publicKey)) throw new Failure('request-signature-wrong');
    const extensions = requestedExtensions(attributes);
    const { commonName, text } = readName(subject);
    const key = publicKeyLabel(spki);
    const facts = {
      commonName,
      subject: text,
      fingerprint: fingerprint(der),
      san: readAltNames(extensions),
      eku: readPurposes(extensions),
      key,
    };
    return { facts, publicKey };
  });
}

/** The key that a request asks to have certified. Plain data, for it crosses a process boundary. */
export interface RequestedKey {
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array;
  readonly algorithm: KeyAlgorithm;
}

/**
 * Reads the first request of a file down to its key, the only thing in it that is taken over unasked.
 *
 * @throws Failure
 *   `file-nothing-usable` where there is no request in it;
 *   `request-key-refused`: fact `algorithm` says what phones or proxies refuse;
 *   else as `readContent` and `readRequest`.
 */
export async function readRequestedKey(bytes: Uint8Array): Promise<RequestedKey> {
  const [der] = (await readContent(bytes, null)).requests;
  if (der === undefined) throw new Failure('file-nothing-usable');
  const { publicKey } = readRequest(der);
  return { spki: publicKey.export({ type: 'spki', format: 'der' }), algorithm: acceptedKind(publicKey) };
}

/**
 * Signs for no key but of the kinds that we make ourselves.
 *
 * @see CA/Browser Forum Baseline Requirements 6.1.5 and 6.1.6: sizes and curves; an odd exponent, better of 65,537 or more
 */
function acceptedKind(publicKey: KeyObject): KeyAlgorithm {
  const label = keyLabel(publicKey);
  const { publicExponent = 65_537n } = publicKey.asymmetricKeyDetails ?? {};
  if (publicExponent < 65_537n || publicExponent % 2n === 0n)
    throw new Failure('request-key-refused', { algorithm: `${label}, exponent ${publicExponent}` });
  const kind = keyAlgorithms.find((algorithm) => algorithmLabel(algorithm) === label);
  if (kind === undefined) throw new Failure('request-key-refused', { algorithm: label });
  return kind;
}

function importPublicKey(spki: Asn1): KeyObject {
  const algorithm = publicKeyLabel(spki);
  try {
    return createPublicKey({ key: encode(spki), format: 'der', type: 'spki' });
  } catch (cause) {
    throw new Failure('bundle-key-unsupported', { algorithm }, { cause });
  }
}

/** Attributes of other kinds (a challenge password, what Windows adds) are passed over. */
function requestedExtensions(attributes: Asn1 | undefined): Extensions {
  const list = isContext(attributes, 0) ? items(attributes).map(items) : [];
  const [, values] = list.find(([type]) => readOid(type) === oids.extensionRequest) ?? [];
  return readExtensions(values && items(values)[0]);
}
