import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseCertificate } from '../../electron/pki/certificate.ts';
import { issueCrl } from '../../electron/pki/crl.ts';
import { toPem } from '../../electron/pki/pem.ts';
import { ask, type Companion, mustRefuse } from './ask.ts';
import { base64 } from './certificates.ts';
import { type Judgement, outcomeOf } from './report.ts';
import type { Authority, Sample, Samples } from './samples.ts';

const dayMs = 86_400_000;

/** A revocation list with two devices of its authority, of which it names the first. */
interface List {
  readonly name: string;
  readonly der: Buffer;
  readonly file: string;
  readonly authority: Authority;
  readonly revoked: Sample;
  readonly spared: Sample;
}

/** Has strangers enforce a list of each device authority: who is on it stays outside, who is not gets in. */
export async function judgeLists(samples: Samples, java: Companion, folder: string): Promise<readonly Judgement[]> {
  const made = samples.authorities.map((authority) => newList(authority, samples.certificates, folder));
  const lists = (await Promise.all(made)).filter((list) => list !== null);
  const lanes = await Promise.all([
    judgeAll('openssl verify -crl_check', lists, (list) => enforced((device) => knockAtOpenssl(list, device), list)),
    judgeAll('certtool --verify-crl', lists, ({ authority, file }) =>
      ask('certtool', ['--verify-crl', '--load-ca-certificate', authority.file, '--infile', file]),
    ),
    judgeAll('Java PKIX with CRL', lists, (list) => enforced((device) => knockAtJava(java, list, device), list)),
  ]);
  return lanes.flat();
}

/** @returns null for an authority without devices. */
async function newList(authority: Authority, certificates: readonly Sample[], folder: string): Promise<List | null> {
  const [revoked, spared] = certificates.filter(({ role, authorityFile }) => role === 'client' && authorityFile === authority.file);
  if (!revoked || !spared) return null;
  const now = new Date();
  const { serial } = parseCertificate(revoked.chain[0]);
  const der = await issueCrl({
    issuer: authority.issuer,
    number: 1,
    revoked: [{ serial, at: now, reason: 'keyCompromise' }],
    now,
    nextUpdate: new Date(now.getTime() + 30 * dayMs),
  });
  const name = `list of ${authority.name}`;
  const file = path.join(folder, `${name.replaceAll(' ', '-')}.pem`);
  writeFileSync(file, toPem('X509 CRL', der));
  return { name, der, file, authority, revoked, spared };
}

async function judgeAll(judge: string, lists: readonly List[], question: (list: List) => Promise<unknown>): Promise<readonly Judgement[]> {
  const judgements: Judgement[] = [];
  for (const list of lists) {
    const outcome = await outcomeOf(() => question(list).then(() => 'accepted and enforced'));
    judgements.push({ certificate: list.name, judge, ...outcome });
  }
  return judgements;
}

async function enforced(knock: (device: Sample) => Promise<unknown>, { revoked, spared }: List): Promise<void> {
  await knock(spared);
  await mustRefuse('a revoked device', knock(revoked));
}

const knockAtOpenssl = ({ authority, file }: List, { leafFile }: Sample): Promise<unknown> =>
  ask('openssl', ['verify', '-x509_strict', '-crl_check', '-CRLfile', file, '-CAfile', authority.file, leafFile]);

const knockAtJava = (java: Companion, { der }: List, { chain: [leaf, authority] }: Sample): Promise<unknown> =>
  java.ask('trust', 'client', base64(leaf), base64(authority), base64(der));
