import type { BundleProfile } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import { type Asn1, isA, isTime, items, parse, readOid, tags } from './asn1.ts';
import { fingerprint, parseCertificate } from './certificate.ts';
import { distinct, keyBelongsTo } from './chain.ts';
import { asDamage, orDamaged } from './damage.ts';
import { importKey, privateKeyLabel } from './key.ts';
import { oids } from './oid.ts';
import { fromPem, type PemBlock } from './pem.ts';
import { readCertificateBag } from './pkcs7.ts';
import { type Budget, limits, newBudget } from './pkcs12/limits.ts';
import { startsLikeBundle, unlockBundle } from './pkcs12/read.ts';
import { secretsOf } from './pkcs12/secret.ts';
import { type LockedKey, type OpenKey, readPrivateKey, readTraditionalKey } from './private-key.ts';

/** A private key of a file. */
export interface ContentKey {
  /** DER. */
  readonly pkcs8: Uint8Array;
  /** `P-256`, `RSA-2048`, … */
  readonly label: string;
  /** Fingerprint of the certificate in the same file that it belongs to, if any. */
  readonly certificate: string | null;
}

/** All that a file holds. Plain data, for it crosses a process boundary. */
export interface Content {
  /** A bundle holds keys beside certificates; the others are named by the first of these that they hold. */
  readonly kind: 'bundle' | 'certificate' | 'request' | 'crl' | 'key';
  /** For people: `PBES2 AES-256-CBC, HMAC-SHA256, 2048 rounds`; null where nothing is encrypted. */
  readonly encryption: string | null;
  /** For people: `HMAC-SHA1, 2048 rounds`; null where there is none. */
  readonly mac: string | null;
  /** The profile of ours that it matches, if any. */
  readonly profile: BundleProfile | null;
  readonly keys: readonly ContentKey[];
  /** DER, each once, in the order of the file. */
  readonly certificates: readonly Uint8Array[];
  /** PKCS#10 DER, unread. */
  readonly requests: readonly Uint8Array[];
  /** DER, unread. */
  readonly crls: readonly Uint8Array[];
}

/**
 * Reads a file by what is in it, whatever its name: PKCS#12, PKCS#7, certificates, requests, revocation lists and private
 * keys, in DER or, in any mix and with any text around, in PEM.
 *
 * @param passphrase null where none is known; the empty one, which many files have, is tried then.
 * @throws Failure
 *   `file-nothing-usable`: none of these;
 *   `bundle-passphrase-needed`: none was given and one is needed;
 *   `bundle-passphrase-wrong`, `bundle-damaged`, `bundle-algorithm-unsupported`, `bundle-over-limit`: as `readBundle`.
 */
export async function readContent(bytes: Uint8Array, passphrase: string | null): Promise<Content> {
  if (bytes.length > limits.bytes) throw new Failure('bundle-over-limit', { limit: 'size' });
  try {
    return await (startsLikeBundle(bytes) ? readPkcs12 : readParts)(bytes, passphrase ?? '');
  } catch (error) {
    const needed = passphrase === null && error instanceof Failure && error.code === 'bundle-passphrase-wrong';
    throw needed ? new Failure('bundle-passphrase-needed') : asDamage(error);
  }
}

async function readPkcs12(bytes: Uint8Array, passphrase: string): Promise<Content> {
  const { keys, certificates, ...protection } = await unlockBundle(bytes, passphrase);
  if (keys.length + certificates.length === 0) throw new Failure('file-nothing-usable');
  return { kind: 'bundle', ...protection, keys: keysOf(keys, certificates), certificates, requests: [], crls: [] };
}

/**
 * Puts several files together as if they were one: a key finds its certificate in any of them.
 *
 * @throws Failure as `readContent`
 */
export function joinContents(contents: readonly Content[]): Content {
  const all = <T>(of: (content: Content) => readonly T[]): readonly T[] => contents.flatMap(of);
  const certificates = distinct(all((content) => content.certificates).map((der) => Buffer.from(der)));
  const keys = keysOf(
    all((content) => content.keys).map(({ pkcs8 }) => Buffer.from(pkcs8)),
    certificates,
  );
  const [requests, crls] = [all((content) => content.requests), all((content) => content.crls)];
  const kind = kindOf({ keys, certificates, requests, crls });
  const encryption = [...new Set(all(({ encryption: each }) => (each === null ? [] : [each])))].join('; ') || null;
  return { kind, encryption, mac: null, profile: null, keys, certificates, requests, crls };
}

/** What was found so far. */
interface Parts {
  readonly keys: LockedKey[];
  readonly certificates: Buffer[];
  readonly requests: Buffer[];
  readonly crls: Buffer[];
}

async function readParts(bytes: Uint8Array, passphrase: string): Promise<Content> {
  const parts: Parts = { keys: [], certificates: [], requests: [], crls: [] };
  const budget = newBudget(secretsOf(passphrase).length);
  for (const block of blocksOf(bytes)) orDamaged(block.label, () => readBlock(block, budget, parts));
  const kind = kindOf(parts);
  const opened: OpenKey[] = [];
  for (const open of parts.keys) opened.push(await open(passphrase));
  const { requests, crls } = parts;
  const certificates = distinct(parts.certificates);
  const keys = keysOf(
    opened.map(({ pkcs8 }) => pkcs8),
    certificates,
  );
  const encryption = [...new Set(opened.flatMap((key) => key.encryption ?? []))].join('; ') || null;
  return { kind, encryption, mac: null, profile: null, keys, certificates, requests, crls };
}

/** Lists of each kind, whatever is in them. */
type Holding = Readonly<Record<'keys' | 'certificates' | 'requests' | 'crls', readonly unknown[]>>;

function kindOf({ keys, certificates, requests, crls }: Holding): Content['kind'] {
  if (certificates.length > 0) return keys.length > 0 ? 'bundle' : 'certificate';
  if (requests.length > 0) return 'request';
  if (crls.length > 0) return 'crl';
  if (keys.length > 0) return 'key';
  throw new Failure('file-nothing-usable');
}

/** The blocks of a PEM file; DER is one block. */
function blocksOf(bytes: Uint8Array): readonly PemBlock[] {
  const der = Buffer.from(bytes);
  const isUtf16 = der.toString('latin1', 0, 2) === '\xff\xfe'; // as PowerShell 5 writes what is piped into a file
  const blocks = fromPem(der.toString(isUtf16 ? 'utf16le' : 'latin1'));
  if (blocks.length > 0) return blocks;
  // A SEQUENCE: the digit 0, were it text, but then no control character would follow so soon.
  return /^0.{0,2}[^\t\n\r\x20-\x7e]/s.test(der.toString('latin1', 0, 4)) ? [{ label: 'DER', der }] : [];
}

function readBlock({ der, dekInfo }: PemBlock, budget: Budget, parts: Parts): void {
  budget.spendBag();
  if (dekInfo !== undefined) {
    parts.keys.push(readTraditionalKey(der, dekInfo, budget));
    return;
  }
  const node = parse(der);
  const key = readPrivateKey(node, budget);
  const shape = shapeOf(node);
  if (key !== null) parts.keys.push(key);
  else if (shape === 'pkcs7') parts.certificates.push(...readCertificateBag(der));
  else if (shape !== null) parts[shape].push(der);
}

type Shape = 'pkcs7' | 'certificates' | 'requests' | 'crls';

/** Tells structures apart by their first items; null for keys, parameters and whatever else there is. */
function shapeOf(node: Asn1): Shape | null {
  if (!isA(node, tags.sequence)) return null;
  const [first, second, third] = items(node);
  if (isA(first, tags.oid)) return readOid(first) === oids.signedData ? 'pkcs7' : null;
  return isA(first, tags.sequence) && isA(second, tags.sequence) && isA(third, tags.bitString) ? signedShapeOf(items(first)) : null;
}

/** A certificate keeps its times one level deeper than a revocation list; a request has four fields, a certificate six or more. */
function signedShapeOf(fields: readonly Asn1[]): Shape {
  if (fields.some(isTime)) return 'crls';
  return fields.length > 4 ? 'certificates' : 'requests';
}

/** Names the keys and finds their certificates. @throws Failure `bundle-damaged`, also for a certificate that is none */
function keysOf(keys: readonly Buffer[], certificates: readonly Buffer[]): readonly ContentKey[] {
  certificates.forEach(parseCertificate);
  return keys.map((pkcs8) => {
    const owner = ownerOf(pkcs8, certificates);
    return { pkcs8, label: orDamaged('key', () => privateKeyLabel(parse(pkcs8))), certificate: owner ? fingerprint(owner) : null };
  });
}

function ownerOf(pkcs8: Buffer, certificates: readonly Buffer[]): Buffer | undefined {
  try {
    const key = importKey(pkcs8);
    return certificates.find((certificate) => keyBelongsTo(key, certificate));
  } catch {
    return undefined; // a kind of key that this runtime does not know
  }
}
