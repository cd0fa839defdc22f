import { type BundleProfile, bundleProfiles, type CertificateFacts } from '../../contract/entities.ts';
import { Failure } from '../../contract/failure.ts';
import { items, parse, readOctets, readOid } from '../asn1.ts';
import { readCertificate } from '../certificate.ts';
import { distinct, keyBelongsTo, orderChain } from '../chain.ts';
import { asDamage, orDamaged } from '../damage.ts';
import { importKey, isPhoneKey, privateKeyLabel } from '../key.ts';
import { algorithmName, oids } from '../oid.ts';
import { type Found, readContents } from './contents.ts';
import { Garbled } from './encryption.ts';
import { type Budget, limits, newBudget } from './limits.ts';
import { type Mac, readMac } from './mac.ts';
import { profiles } from './profile.ts';
import { isPortable, type Secret, secretsOf } from './secret.ts';

/** A bundle, opened. Plain data, for it crosses a process boundary. */
export interface OpenBundle {
  /** PKCS#8 DER of the first key that phones take and that has its certificate in the file. */
  readonly key: Uint8Array;
  /** DER, the leaf of that key first, then its issuers, then what else is in the file. */
  readonly chain: readonly Uint8Array[];
  /** What anyone may read in each of the chain: read here, since a stranger's certificate may be made to take long. */
  readonly certificates: readonly CertificateFacts[];
  readonly keyCount: number;
  /** For people: `PBES2 AES-256-CBC, HMAC-SHA256, 2048 rounds`; `none` where nothing is encrypted. */
  readonly encryption: string;
  /** For people: `HMAC-SHA1, 2048 rounds`; `none` where there is none. */
  readonly mac: string;
  /** The profile of ours that it matches, if any. */
  readonly profile: BundleProfile | null;
}

/**
 * Opens a PKCS#12 bundle (RFC 7292), as OpenSSL, NSS, GnuTLS, Java, Windows, macOS and Android write them.
 *
 * @throws Failure
 *   `bundle-not-a-bundle`: the bytes never were PKCS#12;
 *   `bundle-damaged`: they were, and break off or contradict themselves;
 *   `bundle-passphrase-wrong`: the MAC fails, and so does decryption;
 *   `bundle-algorithm-unsupported`, `bundle-key-unsupported`: fact `algorithm` names it;
 *   `bundle-no-key`: certificates alone;
 *   `bundle-over-limit`: fact `limit` is `size`, `iterations`, `rounds` or `bags`.
 */
export async function readBundle(der: Uint8Array, passphrase: string): Promise<OpenBundle> {
  const { keys, certificates, encryption, mac, profile } = await unlockBundle(der, passphrase);
  const identity = chooseIdentity(keys, certificates);
  return {
    ...identity,
    certificates: identity.chain.map(readCertificate),
    keyCount: keys.length,
    encryption: encryption ?? 'none',
    mac: mac ?? 'none',
    profile,
  };
}

/** Everything in a bundle, whether phones could use it or not. */
export interface UnlockedBundle {
  /** PKCS#8 DER. */
  readonly keys: readonly Buffer[];
  /** DER, each once, in the order of the file. */
  readonly certificates: readonly Buffer[];
  /** As in `OpenBundle`, but null where there is none. */
  readonly encryption: string | null;
  readonly mac: string | null;
  readonly profile: BundleProfile | null;
}

/** Opens a bundle without choosing from it. @throws Failure as `readBundle`, but for those about keys */
export async function unlockBundle(der: Uint8Array, passphrase: string): Promise<UnlockedBundle> {
  if (der.length > limits.bytes) throw new Failure('bundle-over-limit', { limit: 'size' });
  if (!startsLikeBundle(der)) throw new Failure('bundle-not-a-bundle');
  try {
    const secrets = secretsOf(passphrase);
    const budget = newBudget(secrets.length);
    const envelope = openEnvelope(der, budget);
    const found = await unlock(envelope, secrets, budget);
    const ofKind = (kind: Found['kind']) => found.filter((each) => each.kind === kind).map((each) => each.der);
    return {
      keys: ofKind('key'),
      certificates: distinct(ofKind('certificate')),
      encryption: found.some(({ encryption }) => encryption)
        ? [...new Set(found.map(({ encryption }) => encryption?.label ?? 'none'))].join('; ')
        : null,
      mac: envelope.mac?.label ?? null,
      profile: isPortable(passphrase) ? profileOf(found, envelope.mac) : null,
    };
  } catch (error) {
    throw asDamage(error);
  }
}

/** A SEQUENCE of any form of length that begins with the INTEGER 3: `PFX.version`, RFC 7292 section 4. */
export const startsLikeBundle = (der: Uint8Array): boolean =>
  /^30(?:[0-7].|80|81..|82.{4}|83.{6}|84.{8})020103/.test(Buffer.from(der.subarray(0, 16)).toString('hex'));

interface Envelope {
  /** The AuthenticatedSafe, over which the MAC runs. */
  readonly content: Buffer;
  readonly mac: Mac | null;
}

function openEnvelope(der: Uint8Array, budget: Budget): Envelope {
  const [, authSafe, macData] = items(parse(der));
  const [id, wrapper] = items(authSafe);
  const type = readOid(id);
  if (type !== oids.data) throw new Failure('bundle-algorithm-unsupported', { algorithm: algorithmName(type) });
  return { content: readOctets(items(wrapper)[0]), mac: macData ? readMac(macData, budget) : null };
}

/**
 * Opens the content under the encoding of the passphrase that fits. A MAC that fails cannot tell a wrong passphrase from
 * damage; content that decrypts all the same can: then the passphrase was right.
 */
async function unlock({ content, mac }: Envelope, secrets: readonly Secret[], budget: Budget): Promise<readonly Found[]> {
  const open = readContents(content, budget);
  let decrypts = false;
  for (const secret of secrets) {
    // The content first: its derivations are native and run while that of the MAC, which is not, takes this thread.
    const [opened, verified] = await Promise.allSettled([open(secret), mac === null || mac.verify(content, secret)]);
    if (verified.status === 'rejected') throw verified.reason;
    const intact = verified.value;
    if (opened.status === 'fulfilled') {
      if (intact) return opened.value;
      decrypts ||= opened.value.some(({ encryption }) => encryption !== null);
    } else {
      if (!(opened.reason instanceof Garbled)) throw opened.reason;
      if (intact && mac !== null) throw new Failure('bundle-damaged');
    }
  }
  throw new Failure(decrypts ? 'bundle-damaged' : 'bundle-passphrase-wrong');
}

/** The first usable key that has its certificate in the file: the iOS app, too, takes the first identity alone. */
function chooseIdentity(pkcs8s: readonly Buffer[], certificates: readonly Buffer[]): Pick<OpenBundle, 'key' | 'chain'> {
  const keys = pkcs8s.map((der) => ({ der, label: orDamaged('key', () => privateKeyLabel(parse(der))) }));
  if (keys.length === 0) throw new Failure('bundle-no-key');
  const usable = keys.filter(({ label }) => isPhoneKey(label));
  for (const { der } of usable) {
    const key = importKey(der);
    const leaf = certificates.find((certificate) => keyBelongsTo(key, certificate));
    if (leaf)
      return {
        key: der,
        chain: orderChain(
          leaf,
          certificates.filter((certificate) => certificate !== leaf),
        ),
      };
  }
  const [first] = keys;
  if (usable.length === 0 && first) throw new Failure('bundle-key-unsupported', { algorithm: first.label });
  throw new Failure('bundle-damaged', { part: 'certificate' });
}

const profileOf = (found: readonly Found[], mac: Mac | null): BundleProfile | null =>
  bundleProfiles.find(
    (name) => mac?.scheme === profiles[name].mac && found.every(({ encryption }) => encryption?.scheme === profiles[name].encryption),
  ) ?? null;
