import { Failure } from '../../contract/failure.ts';
import { type Asn1, encode, items, Malformed, parse, readOctets, readOid } from '../asn1.ts';
import { algorithmName, oids } from '../oid.ts';
import { type Encryption, type Locked, readLocked } from './encryption.ts';
import type { Budget } from './limits.ts';
import type { Secret } from './secret.ts';

/** A key or certificate found in a bundle. */
export interface Found {
  readonly kind: 'key' | 'certificate';
  /** PKCS#8 of a key, else the certificate itself. */
  readonly der: Buffer;
  /** What it was encrypted with; null where it lay open. */
  readonly encryption: Encryption | null;
}

/**
 * Opens what was read, under a passphrase.
 *
 * @throws Garbled where decryption makes no sense; Malformed; Failure `bundle-algorithm-unsupported`, `bundle-over-limit`, for
 *   what lay hidden.
 */
type Open = (secret: Secret) => Promise<readonly Found[]>;

/**
 * Reads an AuthenticatedSafe (RFC 7292 section 4.1) and the bags in it as far as that goes without a passphrase. CRLs, secrets
 * and other kinds of certificate are passed over.
 *
 * @returns how to open it.
 * @throws Malformed; Failure `bundle-algorithm-unsupported`, `bundle-over-limit`.
 */
export const readContents = (content: Buffer, budget: Budget): Open => openAll(items(parse(content)).map((part) => readPart(part, budget)));

/** Opens parts at once, since native derivations run beside each other; what fails is told in the order of the file. */
const openAll =
  (parts: readonly Open[]): Open =>
  async (secret) => {
    const outcomes = await Promise.allSettled(parts.map((open) => open(secret)));
    return outcomes.flatMap((outcome) => {
      if (outcome.status === 'rejected') throw outcome.reason;
      return outcome.value;
    });
  };

const already =
  (...found: readonly Found[]): Open =>
  async () =>
    found;

function readPart(part: Asn1, budget: Budget): Open {
  const [id, wrapper] = items(part);
  const [content] = items(wrapper);
  const type = readOid(id);
  if (type === oids.data) return readBags(parse(readOctets(content)), null, budget);
  if (type !== oids.encryptedData) throw new Failure('bundle-algorithm-unsupported', { algorithm: algorithmName(type) });
  const [, encryptedContentInfo] = items(content);
  const [, algorithm, encrypted] = items(encryptedContentInfo);
  const locked = readLocked(algorithm, readOctets(encrypted), budget);
  return async (secret) => {
    const { plain, encryption } = await locked.unlock(secret);
    return readBags(parse(plain), encryption, budget)(secret);
  };
}

/** RFC 7292 section 4.2. `encryption` is that of the part the bags lie in. */
const readBags = (bags: Asn1, encryption: Encryption | null, budget: Budget): Open =>
  openAll(items(bags).map((bag) => readBag(bag, encryption, budget)));

function readBag(bag: Asn1, encryption: Encryption | null, budget: Budget): Open {
  budget.spendBag();
  const [id, wrapper] = items(bag);
  const [value] = items(wrapper);
  if (value === undefined) throw new Malformed('bag without a value');
  const type = readOid(id);
  if (type === oids.keyBag) return already({ kind: 'key', der: encode(value), encryption });
  if (type === oids.shroudedKeyBag) return openShroudedKey(readShroudedKey(value, budget));
  if (type === oids.certBag) return already(...readCertificateBag(value, encryption));
  return type === oids.safeContentsBag ? readBags(value, encryption, budget) : already();
}

function readShroudedKey(value: Asn1, budget: Budget): Locked {
  const [algorithm, encrypted] = items(value);
  return readLocked(algorithm, readOctets(encrypted), budget);
}

const openShroudedKey =
  (locked: Locked): Open =>
  async (secret) => {
    const { plain, encryption } = await locked.unlock(secret);
    return [{ kind: 'key', der: plain, encryption }];
  };

function readCertificateBag(value: Asn1, encryption: Encryption | null): readonly Found[] {
  const [id, wrapper] = items(value);
  if (readOid(id) !== oids.x509Certificate) return [];
  return [{ kind: 'certificate', der: readOctets(items(wrapper)[0]), encryption }];
}
