import type { FileFacts, FileFinding, FileFindingCode, InspectedCertificate } from '../contract/inspection.ts';

const dayMs = 86_400_000;

/** A file as it was opened. */
interface Inspected {
  readonly file: FileFacts;
  /** Whether an empty passphrase opened it. */
  readonly isPassphraseEmpty: boolean;
  readonly now: Date;
}

interface Rule {
  readonly code: FileFindingCode;
  readonly severity: FileFinding['severity'];
  /** Who says so. */
  readonly source: string;
  /** What each finding names; none where the file keeps the rule. */
  readonly breaches: (inspected: Inspected) => readonly FileFinding['facts'][];
}

const once = (breach: boolean, facts: FileFinding['facts'] = {}): readonly FileFinding['facts'][] => (breach ? [facts] : []);
const nameOf = ({ commonName, subject }: InspectedCertificate): string => commonName || subject;
const dateOf = (moment: string): string => moment.slice(0, 10);
const isSelfIssued = ({ subject, issuer }: InspectedCertificate): boolean => subject === issuer;
const isServer = ({ eku, isCa }: InspectedCertificate): boolean => !isCa && eku.includes('serverAuth');
const isOpen = ({ encryption, keys }: FileFacts): boolean => encryption === null && keys.length > 0;
const mostRounds = ({ encryption, mac }: FileFacts): number =>
  Math.max(0, ...Array.from(`${encryption};${mac}`.matchAll(/(\d+) rounds/g), ([, rounds]) => Number(rounds)));

/** The certificates whose key is in the file. */
const identities = ({ keys, certificates }: FileFacts): readonly InspectedCertificate[] =>
  certificates.filter(({ fingerprint }) => keys.some(({ certificate }) => certificate === fingerprint));

const validityDays = ({ notBefore, notAfter }: InspectedCertificate): number => (Date.parse(notAfter) - Date.parse(notBefore)) / dayMs;

/** `P-256`, … of every key, whether it is there itself or in a certificate or request. */
const keyLabels = ({ keys, certificates, requests }: FileFacts): readonly string[] => [
  ...new Set([...keys.map(({ label }) => label), ...certificates.map(({ key }) => key), ...requests.map(({ key }) => key)]),
];

const keys = (pattern: RegExp, { file }: Inspected): readonly FileFinding['facts'][] =>
  keyLabels(file)
    .filter((label) => pattern.test(label))
    .map((key) => ({ key }));

const rules: readonly Rule[] = [
  {
    code: 'bundle-encryption-refused',
    severity: 'error',
    source: 'openssl/openssl#19871: Apple before macOS 14.2, and iOS 17 (-25293); Android up to 13 says "incorrect password"',
    breaches: ({ file: { kind, encryption } }) => once(kind === 'bundle' && /PBES2/.test(encryption ?? ''), { encryption: encryption ?? '' }),
  },
  {
    code: 'bundle-encryption-obsolete',
    severity: 'warning',
    source: 'OpenSSL 3 migration guide: RC2 and RC4 are in the legacy provider, which Node does not load',
    breaches: ({ file: { kind, encryption } }) => once(kind === 'bundle' && /RC[24]/.test(encryption ?? ''), { encryption: encryption ?? '' }),
  },
  {
    code: 'bundle-mac-refused',
    severity: 'error',
    source: 'chris2511/xca#474: Apple fails on 3DES, too, until the MAC is SHA-1',
    breaches: ({ file: { kind, mac } }) => once(kind === 'bundle' && mac !== null && !/^HMAC-SHA1,/.test(mac), { mac: mac ?? '' }),
  },
  {
    code: 'bundle-mac-missing',
    severity: 'warning',
    source: 'RFC 7292 section 4: the MAC is optional, and the one thing that shows tampering',
    breaches: ({ file: { kind, mac } }) => once(kind === 'bundle' && mac === null),
  },
  {
    code: 'bundle-iterations-refused',
    severity: 'warning',
    source: 'Windows PFXImportCertStore: no more than 600,000 iterations',
    breaches: ({ file }) =>
      once(file.kind === 'bundle' && mostRounds(file) > 600_000, { max: 600_000, iterations: mostRounds(file) }),
  },
  {
    code: 'bundle-passphrase-empty',
    severity: 'error',
    source: 'RFC 7292 appendix B.1 leaves two encodings; the Wear OS app of Home Assistant wants a passphrase',
    breaches: ({ file, isPassphraseEmpty }) =>
      once(isPassphraseEmpty && file.kind === 'bundle' && (file.encryption !== null || file.mac !== null)),
  },
  {
    code: 'bundle-key-missing',
    severity: 'error',
    source: 'chris2511/xca#309 #465: bundles were exported without a key, silently',
    breaches: ({ file }) => once(file.kind === 'bundle' && file.keys.length === 0),
  },
  {
    code: 'bundle-several-keys',
    severity: 'warning',
    source: 'home-assistant/iOS, SecPKCS12Import: the first identity is taken',
    breaches: ({ file }) => once(file.kind === 'bundle' && file.keys.length > 1, { count: file.keys.length }),
  },
  {
    code: 'key-unprotected',
    severity: 'warning',
    source: 'RFC 5958 section 5: protect the private key',
    breaches: ({ file }) => once(isOpen(file)),
  },
  {
    code: 'key-refused',
    severity: 'error',
    source: 'home-assistant/iOS#5134 for P-521; phones take RSA, P-256 and P-384 alone',
    breaches: (inspected) => keys(/^(?!RSA-\d+$|P-256$|P-384$)/, inspected),
  },
  {
    code: 'key-unproved-on-phones',
    severity: 'warning',
    source: 'home-assistant/iOS#5134: the app refuses P-521; whether phones take P-384 is unconfirmed',
    breaches: (inspected) => keys(/^P-384$/, inspected),
  },
  {
    code: 'key-too-short',
    severity: 'error',
    source: 'Apple HT210176: RSA keys of 2048 bits or more',
    breaches: (inspected) => keys(/^RSA-(\d{1,3}|1\d{3}|20[0-3]\d|204[0-7])$/, inspected),
  },
  {
    code: 'key-of-authority',
    severity: 'warning',
    source: 'RFC 5280 section 4.2.1.9: it may sign certificates',
    breaches: ({ file }) =>
      identities(file)
        .filter(({ isCa }) => isCa)
        .map((certificate) => ({ name: nameOf(certificate) })),
  },
  {
    code: 'key-without-certificate',
    severity: 'error',
    source: 'RFC 5246 section 7.4.8: a client proves the key of the certificate that it shows',
    breaches: ({ file }) =>
      file.kind === 'bundle' ? file.keys.filter(({ certificate }) => certificate === null).map(({ label }) => ({ key: label })) : [],
  },
  {
    code: 'certificate-expired',
    severity: 'error',
    source: 'RFC 5280 section 6.1.3 (a)(2)',
    breaches: ({ file, now }) =>
      file.certificates
        .filter(({ notAfter }) => new Date(notAfter) < now)
        .map((certificate) => ({ name: nameOf(certificate), date: dateOf(certificate.notAfter) })),
  },
  {
    code: 'certificate-not-yet-valid',
    severity: 'error',
    source: 'RFC 5280 section 6.1.3 (a)(2)',
    breaches: ({ file, now }) =>
      file.certificates
        .filter(({ notBefore }) => new Date(notBefore) > now)
        .map((certificate) => ({ name: nameOf(certificate), date: dateOf(certificate.notBefore) })),
  },
  {
    code: 'certificate-signature-refused',
    severity: 'error',
    source: 'Apple HT210176: SHA-2; OpenSSL 3 at security level 1 refuses SHA-1, too. A root is trusted as it is',
    breaches: ({ file }) =>
      file.certificates
        .filter((certificate) => !isSelfIssued(certificate) && /^(SHA-1|MD5) /.test(certificate.signature))
        .map((certificate) => ({ name: nameOf(certificate), signature: certificate.signature })),
  },
  {
    code: 'certificate-version-refused',
    severity: 'error',
    source: 'Apple HT210176 asks for extensions, which RFC 5280 section 4.1.2.1 gives to version 3 alone. A root is trusted as it is',
    breaches: ({ file }) =>
      file.certificates
        .filter((certificate) => !isSelfIssued(certificate) && certificate.version < 3)
        .map((certificate) => ({ name: nameOf(certificate), version: certificate.version })),
  },
  {
    code: 'certificate-issuer-missing',
    severity: 'warning',
    source: 'nginx and Android find the authority by the chain in the bundle; home-assistant/iOS sends what is inside',
    breaches: ({ file }) =>
      identities(file)
        .filter((leaf) => !isSelfIssued(leaf) && !file.certificates.some(({ subject }) => subject === leaf.issuer))
        .map((leaf) => ({ name: nameOf(leaf), issuer: leaf.issuer })),
  },
  {
    code: 'device-purpose-missing',
    severity: 'error',
    source: 'nginx (OpenSSL, X509_PURPOSE_SSL_CLIENT) answers 400 to a certificate for servers alone',
    breaches: ({ file }) =>
      identities(file)
        .filter(({ isCa, eku }) => !isCa && eku.length > 0 && !eku.includes('clientAuth') && !eku.includes('anyExtendedKeyUsage'))
        .map((leaf) => ({ name: nameOf(leaf), purposes: leaf.eku.join(', ') })),
  },
  {
    code: 'server-names-missing',
    severity: 'error',
    source: 'Apple HT210176: the DNS name must stand in the SAN, common names are not trusted any more',
    breaches: ({ file }) =>
      file.certificates
        .filter((certificate) => isServer(certificate) && !certificate.san.some((name) => /^(DNS|IP):/.test(name)))
        .map((certificate) => ({ name: nameOf(certificate) })),
  },
  {
    code: 'server-validity-too-long',
    severity: 'error',
    source: 'Apple HT210176: 825 days or fewer between the two dates',
    breaches: ({ file }) =>
      file.certificates
        .filter((certificate) => isServer(certificate) && validityDays(certificate) > 825)
        .map((certificate) => ({ name: nameOf(certificate), days: Math.ceil(validityDays(certificate)), max: 825 })),
  },
  {
    code: 'crl-expired',
    severity: 'error',
    source: 'OpenSSL, X509_V_ERR_CRL_HAS_EXPIRED: nginx then refuses every client of that authority',
    breaches: ({ file, now }) =>
      file.crls.flatMap(({ nextUpdate }) => once(nextUpdate !== null && new Date(nextUpdate) < now, { date: dateOf(nextUpdate ?? '') })),
  },
];

/** @returns what phones and proxies refuse in a file (errors) or may come to grief with (warnings), in a fixed order. */
export const lintFile = (inspected: Inspected): readonly FileFinding[] =>
  rules.flatMap(({ code, severity, breaches }) => breaches(inspected).map((facts) => ({ code, severity, facts })));
