import { Failure } from '../contract/failure.ts';
import { fingerprint, readCertificate } from './certificate.ts';
import { keyBelongsTo, orderChain } from './chain.ts';
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

/** @returns the fingerprints of the certificates in a file whose keys are there as well and of a kind that phones take, each once */
export const leavesIn = ({ keys }: Content): readonly string[] => [
  ...new Set(keys.flatMap(({ label, certificate }) => (certificate !== null && isPhoneKey(label) ? [certificate] : []))),
];

/**
 * Takes one identity out of a file.
 *
 * @param leaf fingerprint of its certificate; null for the first key that has one, whether phones take it or not
 * @throws Failure `bundle-no-key`; `key-without-certificate`; as `parseCertificate` and `importKey`
 */
export function identityIn({ keys, certificates }: Content, leaf: string | null): Identity {
  if (keys.length === 0) throw new Failure('bundle-no-key');
  const candidates = leaf === null ? certificates : certificates.filter((der) => fingerprint(der) === leaf);
  for (const { pkcs8 } of keys) {
    const key = importKey(pkcs8);
    const own = candidates.find((certificate) => keyBelongsTo(key, certificate));
    if (own === undefined) continue;
    const others = certificates.filter((certificate) => certificate !== own);
    return { key: pkcs8, chain: orderChain(own, others), name: readCertificate(own).commonName };
  }
  throw new Failure('key-without-certificate');
}
