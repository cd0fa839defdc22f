/** Strangers that open our bundles, each by its own means. */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { toPem } from '../../electron/pki/pem.ts';
import { ask, type Companion } from './ask.ts';
import { type BundleFile, friendlyName } from './samples.ts';

/** What a stranger found in a bundle. */
export interface Opened {
  readonly publicKey: KeyObject;
  /** DER, in the stranger's order. */
  readonly certificates: readonly Buffer[];
}

/** A program that opens bundles, one after the other. */
export interface Reader {
  readonly name: string;
  /** Rejects where the program refuses the file. */
  readonly open: (bundle: BundleFile, passphrase: string) => Promise<Opened>;
}

/** Programs that are kept while all bundles are read. */
export interface Companions {
  readonly java: Companion;
  readonly node: Companion;
  readonly electron: Companion;
}

/** OpenSSL's own reading of a bundle: also the judge of bundles whose key we do not know beforehand. */
export async function openByOpenssl(file: string, passphrase: string, ...options: readonly string[]): Promise<Opened> {
  const text = await ask('openssl', ['pkcs12', '-in', file, '-noenc', '-passin', `pass:${passphrase}`, ...options]);
  return { publicKey: createPublicKey(createPrivateKey(text)), certificates: certificatesIn(text) };
}

/** OpenSSL, GnuTLS, NSS, Java with BouncyCastle and its keytool, Node's and Electron's TLS; `folder` is for NSS's databases. */
export const readers = (folder: string, { java, node, electron }: Companions): readonly Reader[] => [
  { name: 'OpenSSL', open: ({ file }, passphrase) => openByOpenssl(file, passphrase) },
  { name: 'NSS pk12util', open: (bundle, passphrase) => openByNss(bundle, passphrase, folder) },
  { name: 'GnuTLS certtool', open: ({ file }, passphrase) => openByGnutls(file, passphrase) },
  { name: 'Java keytool', open: ({ file }, passphrase) => openByKeytool(file, passphrase) },
  { name: 'BouncyCastle', open: async ({ file }, passphrase) => fromFields(await java.ask('read', file, passphrase)) },
  { name: 'Node tls', open: (bundle, passphrase) => openByTls(node, bundle, passphrase) },
  { name: 'Electron tls', open: (bundle, passphrase) => openByTls(electron, bundle, passphrase) },
];

/** Imports into a database and has NSS write what it then holds; OpenSSL looks into that. */
async function openByNss({ file, device, profile }: BundleFile, passphrase: string, folder: string): Promise<Opened> {
  const own = path.join(folder, `nss-${device.label}-${profile}-${passphrase.length}`);
  mkdirSync(own);
  const database = ['-d', `sql:${own}`];
  const written = path.join(own, 'written.p12');
  await ask('certutil', ['-N', ...database, '--empty-password']);
  await ask('pk12util', ['-i', file, ...database, '-K', '', '-W', passphrase]);
  await ask('pk12util', ['-o', written, ...database, '-K', '', '-W', passphrase, '-n', friendlyName]);
  return openByOpenssl(written, passphrase);
}

/** certtool lists the certificates, but the key as it lies in the file: opening that is a second question. */
async function openByGnutls(file: string, passphrase: string): Promise<Opened> {
  const text = await ask('certtool', ['--p12-info', '--inder', '--infile', file, '--password', passphrase]);
  const [sealed] = /-----BEGIN ENCRYPTED PRIVATE KEY-----[\s\S]*?-----END ENCRYPTED PRIVATE KEY-----/.exec(text) ?? [];
  if (sealed === undefined) throw new Error('certtool shows no key');
  const keyFile = `${file}.key`;
  writeFileSync(keyFile, sealed);
  const publicKey = await ask('certtool', ['--pubkey-info', '--load-privkey', keyFile, '--pkcs8', '--password', passphrase]);
  return { publicKey: createPublicKey(publicKey.slice(publicKey.indexOf('-----BEGIN'))), certificates: certificatesIn(text) };
}

/** A keytool of many seconds' life gains from optimizing compilers; ours live for one question. */
export const quickJava = ['-J-XX:TieredStopAtLevel=1', '-J-XX:+UseSerialGC'];

/** keytool shows no key, but signs a request with it. */
async function openByKeytool(file: string, passphrase: string): Promise<Opened> {
  const store = [...quickJava, '-keystore', file, '-storetype', 'PKCS12', '-storepass', passphrase];
  const list = await ask('keytool', ['-list', '-rfc', ...store]);
  if (!list.includes('PrivateKeyEntry')) throw new Error('keytool shows no key');
  const request = await ask('keytool', ['-certreq', '-alias', friendlyName.toLowerCase(), ...store]);
  const publicKey = await ask('openssl', ['req', '-verify', '-noout', '-pubkey'], { input: request });
  return { publicKey: createPublicKey(publicKey), certificates: certificatesIn(list) };
}

const openByTls = async (visitor: Companion, { file, server, device }: BundleFile, passphrase: string): Promise<Opened> => {
  const certificates = await visitor.ask(file, passphrase, device.authorityFile, server.keyFile, server.leafFile, server.authorityFile);
  const [leaf = '', ...rest] = certificates;
  const pem = toPem('CERTIFICATE', Buffer.from(leaf, 'base64'));
  return { publicKey: createPublicKey(pem), certificates: [leaf, ...rest].map((text) => Buffer.from(text, 'base64')) };
};

function fromFields([key = '', ...certificates]: readonly string[]): Opened {
  const privateKey = createPrivateKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'pkcs8' });
  return { publicKey: createPublicKey(privateKey), certificates: certificates.map((text) => Buffer.from(text, 'base64')) };
}

const certificatesIn = (text: string): readonly Buffer[] =>
  Array.from(text.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END/g), ([, body = '']) => Buffer.from(body, 'base64'));
