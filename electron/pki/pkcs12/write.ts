import { createHash } from 'node:crypto';
import type { BundleProfile } from '../../contract/entities.ts';
import { Failure } from '../../contract/failure.ts';
import { type Asn1, bmp, context, contextBytes, encode, integer, octets, oid, sequence, set } from '../asn1.ts';
import { oids } from '../oid.ts';
import { newEncryption } from './encryption.ts';
import { newMac } from './mac.ts';
import { profiles } from './profile.ts';
import { isPortable, secretsOf } from './secret.ts';

/** What goes into a bundle. */
export interface BundlePlan {
  /** PKCS#8 DER. */
  readonly key: Uint8Array;
  /** DER, leaf first. */
  readonly chain: readonly Uint8Array[];
  readonly passphrase: string;
  readonly profile: BundleProfile;
  /** Of every derivation in the file; the profile's own where it is not said. */
  readonly iterations?: number;
  /** What a phone's list may show. Characters beyond the Basic Multilingual Plane (emoji) are left out. */
  readonly friendlyName: string;
}

/**
 * Writes a PKCS#12 bundle: certificates and key encrypted, in two parts, under one MAC.
 *
 * @returns DER, by RFC 7292.
 * @throws Failure `passphrase-unsuitable` for an empty passphrase, which readers encode in two ways, and for any
 *   character that is not printable ASCII.
 */
export async function writeBundle({ key, chain, passphrase, profile, iterations, friendlyName }: BundlePlan): Promise<Buffer> {
  if (!isPortable(passphrase)) throw new Failure('passphrase-unsuitable');
  const [secret] = secretsOf(passphrase);
  const protection = { ...profiles[profile], ...(iterations !== undefined && { iterations }) };
  const attributes = bagAttributes(chain[0] ?? key, friendlyName);
  const certificates = chain.map((certificate, index) => certificateBag(certificate, index === 0 ? attributes : undefined));
  // At once: a native derivation runs beside that of the MAC, which is not.
  const encrypt = newEncryption(protection, secret);
  const sealing = Promise.all([encrypt(encode(sequence(...certificates))), encrypt(Buffer.from(key))]);
  const mac = newMac(protection, secret);
  const [sealedChain, sealedKey] = await sealing;
  const content = encode(
    sequence(
      encryptedContent(sealedChain),
      dataContent(encode(sequence(bag(oids.shroudedKeyBag, sequence(sealedKey.algorithm, octets(sealedKey.content)), attributes)))),
    ),
  );
  return encode(sequence(integer(3), dataContent(content), mac(content)));
}

/** RFC 7292 section 4.2: the same local key id on key and leaf ties them together. */
const bagAttributes = (leaf: Uint8Array, friendlyName: string): Asn1 =>
  set(...friendlyNameAttribute(friendlyName), sequence(oid(oids.localKeyId), set(octets(createHash('sha1').update(leaf).digest()))));

function friendlyNameAttribute(name: string): readonly Asn1[] {
  // BMPString holds one UTF-16 unit a character: Electron's BoringSSL refuses a file with surrogates in it.
  const basic = name
    .replace(/[\u{10000}-\u{10ffff}\p{Cs}]|\ufe0f|\u200d/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  return basic === '' ? [] : [sequence(oid(oids.friendlyName), set(bmp(basic)))];
}

const bag = (type: string, value: Asn1, attributes?: Asn1): Asn1 => sequence(oid(type), context(0, value), attributes);

const certificateBag = (der: Uint8Array, attributes?: Asn1): Asn1 =>
  bag(oids.certBag, sequence(oid(oids.x509Certificate), context(0, octets(der))), attributes);

const dataContent = (content: Buffer): Asn1 => sequence(oid(oids.data), context(0, octets(content)));

const encryptedContent = ({ algorithm, content }: { readonly algorithm: Asn1; readonly content: Buffer }): Asn1 =>
  sequence(oid(oids.encryptedData), context(0, sequence(integer(0), sequence(oid(oids.data), algorithm, contextBytes(0, content)))));
