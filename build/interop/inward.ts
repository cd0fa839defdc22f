import { createPublicKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isSameKey } from '../../electron/pki/chain.ts';
import { importKey } from '../../electron/pki/key.ts';
import { readBundle } from '../../electron/pki/pkcs12/read.ts';
import type { Made } from './makers.ts';
import { type Opened, openByOpenssl } from './readers.ts';
import { type Inward, outcomeOf } from './report.ts';

/** Makes and opens every bundle; each list one after the other, the lists side by side. */
export async function openAll(lists: readonly (readonly Made[])[], folder: string): Promise<readonly Inward[]> {
  const lanes = lists.map(async (list) => {
    const opened: Inward[] = [];
    for (const made of list) {
      const outcome = await outcomeOf(() => openOne(made, path.join(folder, `${made.maker} ${made.name}.p12`)));
      opened.push({ maker: made.maker, file: made.name, ...outcome });
    }
    return opened;
  });
  return (await Promise.all(lanes)).flat();
}

async function openOne({ make, passphrase, holds }: Made, file: string): Promise<string> {
  await make(file);
  const expected = holds ? { publicKey: createPublicKey(holds.key), certificates: holds.chain } : await asOpensslSays(file, passphrase);
  const { key, chain, encryption, mac } = await readBundle(readFileSync(file), passphrase);
  if (!isSameKey(createPublicKey(importKey(key)), expected.publicKey)) throw new Error('another key');
  const [leaf, ...issuers] = expected.certificates.map((certificate) => certificate.toString('hex'));
  const [first, ...others] = chain.map((certificate) => Buffer.from(certificate).toString('hex'));
  if (first !== leaf) throw new Error('another leaf');
  if (issuers.some((issuer) => !others.includes(issuer))) throw new Error('an issuer is missing');
  return `${encryption}; MAC ${mac}`;
}

/** OpenSSL lists certificates in the file's order: the leaf is the one of the key. */
async function asOpensslSays(file: string, passphrase: string): Promise<Opened> {
  const { publicKey, certificates } = await openByOpenssl(file, passphrase, '-legacy');
  const isLeaf = (der: Buffer): boolean => isSameKey(new X509Certificate(der).publicKey, publicKey);
  return { publicKey, certificates: [...certificates.filter(isLeaf), ...certificates.filter((der) => !isLeaf(der))] };
}
