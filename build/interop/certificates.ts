import { ask, type Companion, mustRefuse } from './ask.ts';
import { type Judgement, outcomeOf } from './report.ts';
import { type Authority, host, type Sample, type Samples } from './samples.ts';

interface Judge {
  readonly name: string;
  /** Rejects where the judge does not trust the certificate for its role. */
  readonly trust: (sample: Sample) => Promise<unknown>;
  /** Whether it heeds the name constraints of an authority that it trusts. */
  readonly heedsConstraints: boolean;
}

const purposes = { client: '1.3.6.1.5.5.7.3.2', server: '1.3.6.1.5.5.7.3.1' } as const;

const openssl: Judge = {
  name: 'openssl verify -x509_strict',
  heedsConstraints: true,
  trust: ({ role, authorityFile, leafFile }) => {
    const dialled = role === 'server' ? ['-verify_hostname', host] : [];
    const strictly = ['-x509_strict', '-check_ss_sig', '-purpose', `ssl${role}`, ...dialled];
    return ask('openssl', ['verify', ...strictly, '-CAfile', authorityFile, leafFile]);
  },
};

const gnutls: Judge = {
  name: 'certtool --verify',
  heedsConstraints: true,
  trust: ({ role, authorityFile, leafFile }) => {
    const dialled = role === 'server' ? ['--verify-hostname', host] : [];
    const purpose = ['--verify-purpose', purposes[role], '--verify-profile', 'medium'];
    return ask('certtool', ['--verify', ...purpose, ...dialled, '--load-ca-certificate', authorityFile, '--infile', leafFile]);
  },
};

/** NSS judges what lies in a database, where the authorities are trusted for clients and servers alike. */
async function newNss(authorities: readonly Authority[], folder: string): Promise<Judge> {
  const database = ['-d', `sql:${folder}`];
  await ask('certutil', ['-N', ...database, '--empty-password']);
  for (const { name, file } of authorities) await ask('certutil', ['-A', ...database, '-n', name, '-t', 'CT,,', '-i', file]);
  return {
    name: 'NSS certutil -V',
    heedsConstraints: true,
    trust: async ({ name, leafFile, role }) => {
      await ask('certutil', ['-A', ...database, '-n', name, '-t', ',,', '-i', leafFile]);
      return ask('certutil', ['-V', ...database, '-n', name, '-u', role === 'client' ? 'C' : 'V', '-e']);
    },
  };
}

/** For the lines of `Judge.java`. */
export const base64 = (der: Uint8Array): string => Buffer.from(der).toString('base64');

const newJava = (java: Companion): Judge => ({
  name: 'Java PKIX',
  // RFC 5280 section 6.1 takes a trust anchor for a name and a key, and Java takes it at its word.
  heedsConstraints: false,
  trust: ({ role, chain: [leaf, authority] }) => java.ask('trust', role, base64(leaf), base64(authority), ''),
});

/** Has every judge trust what is good and refuse what is not, side by side; `folder` is for NSS's database. */
export async function judgeCertificates(
  { authorities, certificates }: Samples,
  java: Companion,
  folder: string,
): Promise<readonly Judgement[]> {
  const judges = [openssl, gnutls, await newNss(authorities, folder), newJava(java)];
  const lanes = await Promise.all(judges.map((judge) => judgeAll(judge, certificates)));
  return lanes.flat();
}

async function judgeAll({ name, trust, heedsConstraints }: Judge, certificates: readonly Sample[]): Promise<readonly Judgement[]> {
  const judgements: Judgement[] = [];
  for (const sample of certificates.filter(({ good }) => good || heedsConstraints)) {
    const outcome = await outcomeOf(async () => {
      if (sample.good) await trust(sample);
      else await mustRefuse('a website below a device authority', trust(sample));
      return sample.good ? 'trusted' : 'refused, as it should be';
    });
    judgements.push({ certificate: sample.name, judge: name, ...outcome });
  }
  return judgements;
}
