/** Strangers that make bundles, each in its own ways. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { exportKey } from '../../electron/pki/key.ts';
import { ask, type Companion } from './ask.ts';
import { base64 } from './certificates.ts';
import { quickJava } from './readers.ts';
import { friendlyName, type Identity, passphrase } from './samples.ts';

/** A bundle that a stranger makes. */
export interface Made {
  readonly maker: string;
  /** What is odd about it. */
  readonly name: string;
  readonly make: (file: string) => Promise<unknown>;
  readonly passphrase: string;
  /** What is inside; null where the maker drew its own key, so that OpenSSL has to tell. */
  readonly holds: Identity | null;
}

const opensslWays: Readonly<Record<string, readonly string[]>> = {
  'by default': [],
  'legacy, RC2-40': ['-legacy'],
  'legacy, RC2-128 and 2-key 3DES': ['-legacy', '-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-2DES'],
  '3DES, SHA-1': ['-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'],
  '-descert': ['-descert'],
  'AES-128, SHA-384': ['-certpbe', 'AES-128-CBC', '-keypbe', 'AES-128-CBC', '-macalg', 'sha384'],
  'AES-192, SHA-512': ['-certpbe', 'AES-192-CBC', '-keypbe', 'AES-192-CBC', '-macalg', 'sha512'],
  'PBES2 3DES': ['-certpbe', 'DES-EDE3-CBC', '-keypbe', 'DES-EDE3-CBC'],
  'certificates in the clear': ['-certpbe', 'NONE'],
  'all in the clear': ['-certpbe', 'NONE', '-keypbe', 'NONE'],
  'no MAC': ['-nomac'],
  'one round': ['-noiter', '-nomaciter'],
  '600,000 rounds': ['-iter', '600000'],
  'names for all': ['-name', friendlyName, '-caname', 'Küche'],
  'as Windows names keys': ['-LMK', '-CSP', 'Microsoft Enhanced RSA and AES Cryptographic Provider', '-keyex'],
};

const opensslPassphrases: Readonly<Record<string, string>> = { empty: '', umlaut: 'grün', Cyrillic: 'пароль', emoji: '📱📱' };

const exportByOpenssl = ({ keyFile, leafFile, authorityFile }: Identity, file: string, secret: string, options: readonly string[]) => {
  const parts = ['-inkey', keyFile, '-in', leafFile, '-certfile', authorityFile];
  return ask('openssl', ['pkcs12', '-export', ...parts, '-out', file, '-passout', `pass:${secret}`, ...options]);
};

const byOpenssl = (holds: Identity): readonly Made[] => [
  ...Object.entries(opensslWays).map(([name, options]) =>
    made('OpenSSL', `${name} (${holds.label})`, holds, (file) => exportByOpenssl(holds, file, passphrase, options)),
  ),
  ...Object.entries(opensslPassphrases).map(([name, secret]) => ({
    ...made('OpenSSL', `${name} passphrase (${holds.label})`, holds, (file) => exportByOpenssl(holds, file, secret, [])),
    passphrase: secret,
  })),
];

const gnutlsCiphers = ['3des', '3des-pkcs12', 'aes-128', 'aes-192', 'aes-256', 'rc2-40'];

const byGnutls = (holds: Identity): readonly Made[] =>
  gnutlsCiphers.map((cipher) =>
    made('GnuTLS certtool', `${cipher} (${holds.label})`, holds, (file) => {
      const parts = ['--load-privkey', holds.keyFile, '--load-certificate', holds.leafFile, '--load-ca-certificate', holds.authorityFile];
      const protection = ['--pkcs-cipher', cipher, '--password', passphrase];
      return ask('certtool', ['--to-p12', ...parts, '--p12-name', 'phone', ...protection, '--outder', '--outfile', file]);
    }),
  );

const nssCiphers: readonly (readonly string[])[] = [
  [],
  ['-c', 'AES-128-CBC', '-C', 'AES-128-CBC', '-M', 'SHA-512'],
  ['-c', 'DES-EDE3-CBC', '-C', 'DES-EDE3-CBC', '-M', 'SHA-1'],
  ['-c', 'PKCS #12 V2 PBE With SHA-1 And 3KEY Triple DES-CBC', '-C', 'PKCS #12 V2 PBE With SHA-1 And 40 Bit RC2 CBC'],
];

const byNss = (holds: Identity): readonly Made[] =>
  nssCiphers.map((ciphers) =>
    made('NSS pk12util', `${ciphers[1] ?? 'by default'} (${holds.label})`, holds, async (file) => {
      const [own, seed] = [`${file}.nss`, `${file}.seed`];
      mkdirSync(own);
      const store = ['-d', `sql:${own}`];
      await ask('certutil', ['-N', ...store, '--empty-password']);
      await exportByOpenssl(holds, seed, passphrase, ['-name', 'phone']);
      await ask('pk12util', ['-i', seed, ...store, '-K', '', '-W', passphrase]);
      await ask('pk12util', ['-o', file, ...store, '-K', '', '-W', passphrase, '-n', 'phone', ...ciphers]);
    }),
  );

/** Java's own settings, by which one keytool writes what many did. */
const javaSettings: Readonly<Record<string, readonly string[]>> = {
  'by default': [],
  legacy: ['keystore.pkcs12.legacy='],
  'HMAC-SHA1, AES-128': ['keystore.pkcs12.keyProtectionAlgorithm=PBEWithHmacSHA1AndAES_128'],
  'HMAC-SHA224': ['keystore.pkcs12.keyProtectionAlgorithm=PBEWithHmacSHA224AndAES_256'],
  'HMAC-SHA384': ['keystore.pkcs12.keyProtectionAlgorithm=PBEWithHmacSHA384AndAES_256'],
  'HMAC-SHA512': [
    'keystore.pkcs12.keyProtectionAlgorithm=PBEWithHmacSHA512AndAES_256',
    'keystore.pkcs12.certProtectionAlgorithm=PBEWithHmacSHA512AndAES_256',
    'keystore.pkcs12.macAlgorithm=HmacPBESHA512',
  ],
  'no MAC, certificates in the clear': ['keystore.pkcs12.macAlgorithm=NONE', 'keystore.pkcs12.certProtectionAlgorithm=NONE'],
};

const importByKeytool = async (holds: Identity, alias: string, file: string, settings: readonly string[]): Promise<void> => {
  const seed = `${file}.${alias}`;
  await exportByOpenssl(holds, seed, passphrase, ['-name', alias]);
  const from = ['-srckeystore', seed, '-srcstoretype', 'PKCS12', '-srcstorepass', passphrase];
  const to = ['-destkeystore', file, '-deststoretype', 'PKCS12', '-deststorepass', passphrase];
  await ask('keytool', [...quickJava, ...settings.map((setting) => `-J-D${setting}`), '-importkeystore', ...from, ...to, '-noprompt']);
};

const byKeytool = (holds: Identity, other: Identity): readonly Made[] => [
  ...Object.entries(javaSettings).map(([name, settings]) =>
    made('Java keytool', name, holds, (file) => importByKeytool(holds, 'phone', file, settings)),
  ),
  made('Java keytool', 'two keys', holds, async (file) => {
    await importByKeytool(holds, 'a', file, []);
    await importByKeytool(other, 'b', file, []);
  }),
];

const bouncyTypes = ['PKCS12', 'PKCS12-3DES-3DES', 'PKCS12-3DES-40RC2', 'PKCS12-DEF-3DES-3DES'];

const byBouncyCastle = (holds: Identity, java: Companion): readonly Made[] =>
  bouncyTypes.map((type) =>
    made('BouncyCastle', `${type} (${holds.label})`, holds, (file) =>
      java.ask('make', type, file, passphrase, base64(exportKey(holds.key)), ...holds.chain.map(base64)),
    ),
  );

const mkcertWays = [[], ['-ecdsa'], ['-client']];

/** mkcert draws its own keys, and its passphrase is fixed. */
const byMkcert = (mkcert: string): readonly Made[] =>
  mkcertWays.map((options) => ({
    maker: 'mkcert',
    name: options[0] ?? 'by default',
    make: (file) => {
      const own = { CAROOT: path.dirname(file), TRUST_STORES: 'none' };
      return ask(mkcert, ['-pkcs12', '-p12-file', file, ...options, 'localhost', '127.0.0.1'], { env: own });
    },
    passphrase: 'changeit',
    holds: null,
  }));

const made = (maker: string, name: string, holds: Identity, make: Made['make']): Made => ({ maker, name, make, passphrase, holds });

/** All that strangers make, a list each, since each works at one after the other. @param mkcert null where there is none. */
export const makers = (ec: Identity, rsa: Identity, java: Companion, mkcert: string | null): readonly (readonly Made[])[] => [
  [...byOpenssl(ec), ...byOpenssl(rsa)],
  byGnutls(ec),
  byNss(rsa),
  byKeytool(rsa, ec),
  [...byBouncyCastle(ec, java), ...byBouncyCastle(rsa, java)],
  mkcert === null ? [] : byMkcert(mkcert),
];
