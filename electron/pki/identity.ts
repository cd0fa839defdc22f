import { Failure } from '../contract/failure.ts';
import { readCertificate } from './certificate.ts';
import { distinct, keyBelongsTo, orderChain } from './chain.ts';
import type { Content } from './content.ts';
import { importKey, isPhoneKey } from './key.ts';

/** A key with the certificates that speak for it. */
export interface Identity {
  /** PKCS#8 DER. */
  readonly key: Uint8Array;
  /** DER, the leaf of that key first, then its issuers, then what else came along. */
  readonly chain: readonly Uint8Array[];
  /** Common name of the leaf; empty where it has none. */
  readonly name: string;
}

/**
 * Puts one identity together from several files: the first key that has its certificate in any of them.
 *
 * @throws Failure `bundle-no-key`; `key-without-certificate`; as `parseCertificate` and `importKey`
 */
export function joinIdentity(contents: readonly Content[]): Identity {
  const keys = contents.flatMap((content) => content.keys);
  const certificates = distinct(contents.flatMap((content) => content.certificates).map((der) => Buffer.from(der)));
  if (keys.length === 0) throw new Failure('bundle-no-key');
  for (const { pkcs8 } of keys) {
    const key = importKey(pkcs8);
    const leaf = certificates.find((certificate) => keyBelongsTo(key, certificate));
    if (leaf === undefined) continue;
    const others = certificates.filter((certificate) => certificate !== leaf);
    return { key: pkcs8, chain: orderChain(leaf, others), name: readCertificate(leaf).commonName };
  }
  throw new Failure('key-without-certificate');
}

/** @returns the identity of one file: its first key that phones take and that has its certificate there; null where none has */
export function identityIn(content: Content): Identity | null {
  const keys = content.keys.filter(({ label, certificate }) => certificate !== null && isPhoneKey(label));
  return keys.length === 0 ? null : joinIdentity([{ ...content, keys }]);
}
