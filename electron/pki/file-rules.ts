import { type Installer, installers } from '../contract/export-targets.ts';
import type { FileFacts, FileFinding, FileFindingCode, InspectedCertificate } from '../contract/inspection.ts';

const dayMs = 86_400_000;

/** A file as it was opened. */
export interface Inspected {
  readonly file: FileFacts;
  /** Whether an empty passphrase opened it. */
  readonly isPassphraseEmpty: boolean;
  readonly now: Date;
}

/** What a phone or a proxy holds against a file. */
interface Rule {
  readonly code: FileFindingCode;
  readonly severity: FileFinding['severity'];
  /** Who says so. */
  readonly source: string;
  /** What does not install a file that breaks the rule, in any version that was tried. */
  readonly refusedBy?: readonly Installer[];
  /** What does in some versions, or what nobody has tried. */
  readonly doubtedBy?: readonly Installer[];
  /** What each finding names; none where the file keeps the rule. */
  readonly breaches: (inspected: Inspected) => readonly FileFinding['facts'][];
}

const phones = ['ios', 'android-15', 'android-16', 'wear-os'] as const;

const once = (breach: boolean, facts: FileFinding['facts'] = {}): readonly FileFinding['facts'][] => (breach ? [facts] : []);
const nameOf = ({ commonName, subject }: InspectedCertificate): string => commonName || subject;
const dateOf = (moment: string): string => moment.slice(0, 10);
const isSelfIssued = ({ subject, issuer }: InspectedCertificate): boolean => subject === issuer;
const namesHosts = ({ san }: InspectedCertificate): boolean => san.some((name) => /^(DNS|IP):/.test(name));
/** A self-signed server may call itself an authority, as `openssl req -x509` makes it; the names of hosts give it away. */
const isServer = (certificate: InspectedCertificate): boolean =>
  certificate.eku.includes('serverAuth')
    ? !certificate.isCa || namesHosts(certificate)
    : certificate.eku.length === 0 && namesHosts(certificate);
/** Nobody checks the signature of a root: it is trusted as it is. */
const isRoot = (certificate: InspectedCertificate): boolean => isSelfIssued(certificate) && certificate.isCa && !isServer(certificate);
const isOpen = ({ encryption, keys }: FileFacts): boolean => encryption === null && keys.length > 0;
const mostRounds = ({ encryption, mac }: FileFacts): number =>
  Math.max(0, ...Array.from(`${encryption};${mac}`.matchAll(/(\d+) rounds/g), ([, rounds]) => Number(rounds)));

/** One finding for each certificate that breaks a rule. */
const each = (
  certificates: readonly InspectedCertificate[],
  isBreach: (certificate: InspectedCertificate) => boolean,
  more: (certificate: InspectedCertificate) => FileFinding['facts'] = () => ({}),
): readonly FileFinding['facts'][] =>
  certificates.filter(isBreach).map((certificate) => ({ name: nameOf(certificate), ...more(certificate) }));

/** The certificates whose key is in the file. */
const identities = ({ keys, certificates }: FileFacts): readonly InspectedCertificate[] =>
  certificates.filter(({ fingerprint }) => keys.some(({ certificate }) => certificate === fingerprint));

const validityDays = ({ notBefore, notAfter }: InspectedCertificate): number => (Date.parse(notAfter) - Date.parse(notBefore)) / dayMs;

/** `P-256`, … of every key, whether it is there itself or in a certificate or request. */
const keyLabels = ({ keys, certificates, requests }: FileFacts): readonly string[] => [
  ...new Set([...keys.map(({ label }) => label), ...certificates.map(({ key }) => key), ...requests.map(({ key }) => key)]),
];

const keysLike = (pattern: RegExp, { file }: Inspected): readonly FileFinding['facts'][] =>
  keyLabels(file)
    .filter((label) => pattern.test(label))
    .map((key) => ({ key }));

/** Every rule, in the order in which its findings are told. */
export const fileRules: readonly Rule[] = [
  {
    code: 'bundle-form-refused',
    severity: 'warning',
    source: 'Apple SecPKCS12Import, Android KeyChain.createInstallIntent: identities come as PKCS#12',
    refusedBy: phones,
    doubtedBy: ['macos', 'windows', 'firefox'],
    breaches: ({ file }) => once(file.kind === 'bundle' && !file.isPkcs12),
  },
  {
    code: 'bundle-encryption-refused',
    severity: 'error',
    source:
      'openssl/openssl#19871: Apple before macOS 14.2, and iOS 17 (-25293); Android up to 13 says "incorrect password"; watches were not tried',
    refusedBy: ['ios', 'android-15'],
    doubtedBy: ['macos', 'wear-os'],
    breaches: ({ file: { isPkcs12, encryption } }) => once(isPkcs12 && /PBES2/.test(encryption ?? ''), { encryption: encryption ?? '' }),
  },
  {
    code: 'bundle-encryption-obsolete',
    severity: 'warning',
    source: 'OpenSSL 3 migration guide: RC2 and RC4 are in the legacy provider, which Node does not load',
    breaches: ({ file: { isPkcs12, encryption } }) => once(isPkcs12 && /RC[24]/.test(encryption ?? ''), { encryption: encryption ?? '' }),
  },
  {
    code: 'bundle-mac-refused',
    severity: 'error',
    source: 'chris2511/xca#474: Apple fails on 3DES, too, until the MAC is SHA-1; Android up to 13 was tried with AES beside it alone',
    refusedBy: ['ios'],
    doubtedBy: ['android-15', 'macos', 'wear-os'],
    breaches: ({ file: { isPkcs12, mac } }) => once(isPkcs12 && /^HMAC-(?!SHA1,)/.test(mac ?? ''), { mac: mac ?? '' }),
  },
  {
    code: 'bundle-mac-unread',
    severity: 'error',
    source: 'RFC 9579 is of 2024, and no phone, system or browser is known to read it',
    refusedBy: installers,
    breaches: ({ file: { isPkcs12, mac } }) => once(isPkcs12 && /^PBMAC1 /.test(mac ?? ''), { mac: mac ?? '' }),
  },
  {
    code: 'bundle-mac-missing',
    severity: 'warning',
    source: 'RFC 7292 section 4: the MAC is optional, and the one thing that shows tampering; who insists on it was not tried',
    doubtedBy: installers,
    breaches: ({ file: { isPkcs12, mac } }) => once(isPkcs12 && mac === null),
  },
  {
    code: 'bundle-iterations-refused',
    severity: 'warning',
    source: 'Windows PFXImportCertStore: no more than 600,000 iterations',
    refusedBy: ['windows'],
    breaches: ({ file }) => once(file.isPkcs12 && mostRounds(file) > 600_000, { max: 600_000, iterations: mostRounds(file) }),
  },
  {
    code: 'bundle-passphrase-empty',
    severity: 'error',
    source:
      'RFC 7292 appendix B.1 leaves two encodings, of which iOS reads one and macOS the other; the Wear OS app of Home Assistant wants a passphrase',
    refusedBy: ['wear-os'],
    doubtedBy: ['ios', 'macos'],
    breaches: ({ file, isPassphraseEmpty }) => once(isPassphraseEmpty && file.isPkcs12 && (file.encryption !== null || file.mac !== null)),
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
    refusedBy: phones,
    doubtedBy: ['macos', 'windows', 'firefox'],
    breaches: (inspected) => keysLike(/^(?!RSA-\d+$|P-256$|P-384$)/, inspected),
  },
  {
    code: 'key-unproved-on-phones',
    severity: 'warning',
    source: 'home-assistant/iOS#5134: the app refuses P-521; whether phones take P-384 is unconfirmed',
    doubtedBy: phones,
    breaches: (inspected) => keysLike(/^P-384$/, inspected),
  },
  {
    code: 'key-too-short',
    severity: 'error',
    source: 'Apple HT210176: RSA keys of 2048 bits or more; other phones were not tried',
    refusedBy: ['ios', 'macos'],
    doubtedBy: ['android-15', 'android-16', 'wear-os'],
    breaches: (inspected) => keysLike(/^RSA-(\d{1,3}|1\d{3}|20[0-3]\d|204[0-7])$/, inspected),
  },
  {
    code: 'key-of-authority',
    severity: 'warning',
    source: 'RFC 5280 section 4.2.1.9: it may sign certificates',
    breaches: ({ file }) => each(identities(file), ({ isCa }) => isCa),
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
      each(
        file.certificates,
        ({ notAfter }) => new Date(notAfter) < now,
        ({ notAfter }) => ({ date: dateOf(notAfter) }),
      ),
  },
  {
    code: 'certificate-not-yet-valid',
    severity: 'error',
    source: 'RFC 5280 section 6.1.3 (a)(2)',
    breaches: ({ file, now }) =>
      each(
        file.certificates,
        ({ notBefore }) => new Date(notBefore) > now,
        ({ notBefore }) => ({ date: dateOf(notBefore) }),
      ),
  },
  {
    code: 'certificate-signature-refused',
    severity: 'error',
    source: 'Apple HT210176: SHA-2; OpenSSL 3 at security level 1 refuses SHA-1, too',
    breaches: ({ file }) =>
      each(
        file.certificates,
        (certificate) => !isRoot(certificate) && /^(SHA-1|MD5) /.test(certificate.signature),
        ({ signature }) => ({ signature }),
      ),
  },
  {
    code: 'certificate-version-refused',
    severity: 'error',
    source: 'Apple HT210176 asks for extensions, which RFC 5280 section 4.1.2.1 gives to version 3 alone. A root is trusted as it is',
    refusedBy: ['ios'],
    breaches: ({ file }) =>
      each(
        file.certificates,
        (certificate) => !isSelfIssued(certificate) && certificate.version < 3,
        ({ version }) => ({ version }),
      ),
  },
  {
    code: 'certificate-issuer-missing',
    severity: 'warning',
    source: 'RFC 8446 section 4.4.2: an issuer may be left out only where the other side is known to have it',
    breaches: ({ file }) =>
      each(
        identities(file),
        (leaf) => !isSelfIssued(leaf) && !file.certificates.some(({ subject }) => subject === leaf.issuer),
        ({ issuer }) => ({ issuer }),
      ),
  },
  {
    code: 'device-purpose-missing',
    severity: 'error',
    source: 'nginx (OpenSSL, X509_PURPOSE_SSL_CLIENT) answers 400 to a certificate for servers alone',
    breaches: ({ file }) =>
      each(
        identities(file),
        ({ isCa, eku }) => !isCa && eku.length > 0 && !eku.includes('clientAuth') && !eku.includes('anyExtendedKeyUsage'),
        ({ eku }) => ({ purposes: eku.join(', ') }),
      ),
  },
  {
    code: 'server-purpose-missing',
    severity: 'error',
    source: 'Apple HT210176: the extended key usage must say serverAuth',
    breaches: ({ file }) => each(file.certificates, (certificate) => isServer(certificate) && certificate.eku.length === 0),
  },
  {
    code: 'server-names-missing',
    severity: 'error',
    source: 'Apple HT210176: the DNS name must stand in the SAN, common names are not trusted any more',
    breaches: ({ file }) => each(file.certificates, (certificate) => isServer(certificate) && !namesHosts(certificate)),
  },
  {
    code: 'server-validity-too-long',
    severity: 'error',
    source: 'Apple HT210176: 825 days or fewer between the two dates',
    breaches: ({ file }) =>
      each(
        file.certificates,
        (certificate) => isServer(certificate) && validityDays(certificate) > 825,
        (certificate) => ({ days: Math.ceil(validityDays(certificate)), max: 825 }),
      ),
  },
  {
    code: 'crl-expired',
    severity: 'error',
    source: 'OpenSSL, X509_V_ERR_CRL_HAS_EXPIRED: nginx then refuses every client of that authority',
    breaches: ({ file, now }) =>
      file.crls.flatMap(({ nextUpdate }) => once(nextUpdate !== null && new Date(nextUpdate) < now, { date: dateOf(nextUpdate ?? '') })),
  },
];
