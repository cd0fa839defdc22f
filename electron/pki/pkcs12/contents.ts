import { Failure } from '../../contract/failure.ts';
import { type Asn1, encode, items, Malformed, parse, readOctets, readOid } from '../asn1.ts';
import { algorithmName, oids } from '../oid.ts';
import { decrypt, type Encryption } from './encryption.ts';
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
 * Opens an AuthenticatedSafe (RFC 7292 section 4.1) and the bags in it. CRLs, secrets and other kinds of certificate are
 * passed over.
 *
 * @throws Garbled where decryption makes no sense; Malformed; Failure `bundle-algorithm-unsupported`, `bundle-over-limit`.
 */
export async function openContents(content: Buffer, secret: Secret, budget: Budget): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const part of items(parse(content))) found.push(...(await openPart(part, secret, budget)));
  return found;
}

async function openPart(part: Asn1, secret: Secret, budget: Budget): Promise<readonly Found[]> {
  const [id, wrapper] = items(part);
  const [content] = items(wrapper);
  const type = readOid(id);
  if (type === oids.data) return openBags(parse(readOctets(content)), null, secret, budget);
  if (type !== oids.encryptedData) throw new Failure('bundle-algorithm-unsupported', { algorithm: algorithmName(type) });
  const [, encryptedContentInfo] = items(content);
  const [, algorithm, encrypted] = items(encryptedContentInfo);
  const { plain, encryption } = await decrypt(algorithm, readOctets(encrypted), secret, budget);
  return openBags(parse(plain), encryption, secret, budget);
}

/** RFC 7292 section 4.2. `encryption` is that of the part the bags lie in. */
async function openBags(bags: Asn1, encryption: Encryption | null, secret: Secret, budget: Budget): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const bag of items(bags)) {
    budget.spendBag();
    const [id, wrapper] = items(bag);
    const [value] = items(wrapper);
    if (value === undefined) throw new Malformed('bag without a value');
    const type = readOid(id);
    if (type === oids.keyBag) found.push({ kind: 'key', der: encode(value), encryption });
    else if (type === oids.shroudedKeyBag) found.push(await openShroudedKey(value, secret, budget));
    else if (type === oids.certBag) found.push(...openCertificate(value, encryption));
    else if (type === oids.safeContentsBag) found.push(...(await openBags(value, encryption, secret, budget)));
  }
  return found;
}

async function openShroudedKey(value: Asn1, secret: Secret, budget: Budget): Promise<Found> {
  const [algorithm, encrypted] = items(value);
  const { plain, encryption } = await decrypt(algorithm, readOctets(encrypted), secret, budget);
  return { kind: 'key', der: plain, encryption };
}

function openCertificate(value: Asn1, encryption: Encryption | null): readonly Found[] {
  const [id, wrapper] = items(value);
  if (readOid(id) !== oids.x509Certificate) return [];
  return [{ kind: 'certificate', der: readOctets(items(wrapper)[0]), encryption }];
}
