import type { Observations, ServerCertificateFacts } from '../observations.ts';
import { failsAs, keyUsage, leafOf, serverClock, serverOf } from '../outcome.ts';
import { type Row, when } from './row.ts';

const apple = 'support.apple.com/103769: what Apple’s systems want of a server’s certificate';

/** What the server shows of itself. One new certificate mends several of these: the first names them all. */
export const server: readonly Row[] = [
  {
    code: 'default-certificate',
    verdict: 'server-untrusted',
    source: 'the subjects that Traefik, Nginx Proxy Manager, Caddy, ingress-nginx and OpenSSL’s sample configuration write',
    fits: (seen) => when(isDistrusted(seen) && defaults.test(namesOf(leafOf(seen)))),
    facts: ['subject', 'issuer'],
    remedy: 'serverChain',
  },
  {
    code: 'clock-here-wrong',
    verdict: 'server-untrusted',
    source: 'RFC 9110 section 6.6.1: the Date header is the server’s clock',
    fits: (seen) => when(serverOf(seen)?.dates !== 'good' && isInDateThere(leafOf(seen), seen), 'likely'),
    facts: ['clockHere', 'clockThere', 'from', 'until'],
  },
  {
    code: 'server-certificate-version',
    verdict: 'server-untrusted',
    source: apple,
    fits: (seen) => when(leafOf(seen)?.version === 1),
    facts: ['subject'],
    remedy: 'serverCertificate',
  },
  {
    code: 'server-certificate-self-signed',
    verdict: 'server-untrusted',
    source: 'openssl-verification-options(1): DEPTH_ZERO_SELF_SIGNED_CERT',
    fits: (seen) => when(isDistrusted(seen) && leafOf(seen)?.isSelfSigned === true),
    facts: ['subject'],
    remedy: 'serverCertificate',
    yieldsTo: ['default-certificate'],
  },
  {
    code: 'server-certificate-not-yet-valid',
    verdict: 'server-untrusted',
    source: 'RFC 5280 section 4.1.2.5',
    fits: (seen) => when(serverOf(seen)?.dates === 'not-yet-valid'),
    facts: ['from', 'clockHere'],
    yieldsTo: ['clock-here-wrong'],
  },
  {
    code: 'server-certificate-expired',
    verdict: 'server-untrusted',
    source: 'RFC 5280 section 4.1.2.5',
    fits: (seen) => when(serverOf(seen)?.dates === 'expired'),
    facts: ['until', 'issuer'],
    remedy: 'renewal',
    yieldsTo: ['clock-here-wrong'],
  },
  {
    code: 'server-certificate-without-names',
    verdict: 'server-untrusted',
    source: `${apple}; RFC 9110 section 4.3.4: the common name does not count`,
    fits: (seen) => when(leafOf(seen)?.san.some((name) => /^(DNS|IP):/.test(name)) === false),
    facts: ['subject'],
    remedy: 'serverCertificate',
    yieldsTo: ['default-certificate', 'server-certificate-version'],
  },
  {
    code: 'server-certificate-wrong-name',
    verdict: 'server-untrusted',
    source: 'RFC 9110 section 4.3.4; Node: ERR_TLS_CERT_ALTNAME_INVALID',
    fits: (seen) => when(serverOf(seen)?.nameMatches === false),
    facts: ['names'],
    remedy: 'serverCertificate',
    yieldsTo: ['default-certificate', 'server-certificate-version', 'server-certificate-without-names'],
  },
  {
    code: 'server-certificate-purpose',
    verdict: 'server-untrusted',
    source: apple,
    fits: (seen) =>
      when(leafOf(seen)?.eku.some((purpose) => /^(serverAuth|anyExtendedKeyUsage)$/.test(purpose)) === false && hasPurposes(seen)),
    facts: ['subject'],
    remedy: 'serverCertificate',
  },
  {
    code: 'server-certificate-weak',
    verdict: 'server-untrusted',
    source: apple,
    fits: (seen) => when(serverOf(seen)?.chain.some(isWeak) === true),
    facts: ['key', 'signature'],
    remedy: 'serverCertificate',
  },
  {
    code: 'server-certificate-key-refused',
    verdict: 'server-untrusted',
    source: 'chromium.googlesource.com: BoringSSL offers neither Ed25519 nor P-521 signatures; CA/Browser Forum TLS BR 6.1.5',
    fits: (seen) => when(/^(P-521|Ed25519|Ed448)$/.test(leafOf(seen)?.key ?? '')),
    facts: ['key'],
    remedy: 'serverCertificate',
  },
  {
    code: 'server-certificate-key-usage',
    verdict: 'server-untrusted',
    source: 'RFC 8446 section 4.4.2.2: digitalSignature must be set; BoringSSL, and so Android: KEY_USAGE_BIT_INCORRECT',
    fits: (seen) => when(leafOf(seen)?.maySign === false || failsAs(seen, keyUsage)),
    remedy: 'serverCertificate',
  },
  {
    code: 'server-certificate-too-long',
    verdict: 'server-untrusted',
    source: apple,
    fits: (seen) => when(daysOf(leafOf(seen)) > 825),
    facts: ['from', 'until'],
    remedy: 'serverCertificate',
    yieldsTo: ['default-certificate', 'server-certificate-version'],
  },
  {
    code: 'server-chain-incomplete',
    verdict: 'server-untrusted',
    source: 'openssl-verification-options(1): UNABLE_TO_VERIFY_LEAF_SIGNATURE; RFC 8446 section 4.4.2: the server sends the chain',
    fits: chainIncomplete,
    facts: ['issuer'],
    remedy: 'serverChain',
    yieldsTo: ['default-certificate', 'tls-inspected'],
  },
  {
    code: 'server-authority-out-of-date',
    verdict: 'server-untrusted',
    source: 'openssl-verification-options(1): CERT_HAS_EXPIRED above the leaf',
    fits: (seen) => when(isDistrusted(seen) && serverOf(seen)?.dates === 'good' && hasEndedIssuer(seen)),
    facts: ['endedIssuer'],
    remedy: 'serverChain',
  },
  {
    code: 'server-certificate-untrusted',
    verdict: 'server-untrusted',
    source: 'openssl-verification-options(1): SELF_SIGNED_CERT_IN_CHAIN, UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    fits: (seen) => when(isDistrusted(seen)),
    facts: ['issuer'],
    remedy: 'serverCertificate',
    yieldsTo: 'verdict',
  },
];

const isDistrusted = (seen: Observations): boolean => (serverOf(seen)?.distrust ?? null) !== null;

const defaults =
  /TRAEFIK DEFAULT CERT|Kubernetes Ingress Controller Fake|OU=Dummy Certificate|Caddy Local Authority|snakeoil|Internet Widgits|CN=localhost\b|localdomain/i;

const namesOf = (leaf: ServerCertificateFacts | null): string => (leaf === null ? '' : `${leaf.subject} / ${leaf.issuer}`);

const hasPurposes = (seen: Observations): boolean => (leafOf(seen)?.eku.length ?? 0) > 0;

/** Our clock and the server's differ, and by theirs the certificate is good. */
function isInDateThere(leaf: ServerCertificateFacts | null, seen: Observations): boolean {
  const there = serverClock(seen)?.toISOString();
  return leaf !== null && there !== undefined && leaf.notBefore <= there && there <= leaf.notAfter;
}

/** A root's own signature is checked by nobody. */
const isWeak = ({ key, signature, isSelfSigned }: ServerCertificateFacts, position: number): boolean =>
  Number(/^RSA-(\d+)$/.exec(key)?.[1] ?? 2_048) < 2_048 || (/SHA-1 |MD5/.test(signature) && (position === 0 || !isSelfSigned));

const daysOf = (leaf: ServerCertificateFacts | null): number =>
  leaf === null ? 0 : (Date.parse(leaf.notAfter) - Date.parse(leaf.notBefore)) / 86_400_000;

const publicAuthorities =
  /O=(Let's Encrypt|ISRG|Internet Security Research Group|ZeroSSL|Google Trust Services|DigiCert|Sectigo|GlobalSign|Buypass|SSL Corp|GoDaddy|Actalis|Asseco|Entrust|Amazon|Starfield|IdenTrust|HARICA|Certainly|Microsoft)|CN=(R|E)\d{1,2}\b/i;

/** A lone leaf: where its issuer is known to stand below a public root, the middle is missing; where its name only says so, most likely. */
function chainIncomplete(seen: Observations) {
  const leaf = leafOf(seen);
  const isLone = serverOf(seen)?.chain.length === 1 && /VERIFY_LEAF|GET_ISSUER/.test(serverOf(seen)?.distrust ?? '');
  if (!isLone || leaf === null || leaf.isSelfSigned) return null;
  if (publicAuthorities.test(leaf.issuer)) return 'certain';
  return /intermediate|issuing|sub[ -]?ca|\bR\d+\b/i.test(leaf.issuer) ? 'likely' : null;
}

function hasEndedIssuer(seen: Observations): boolean {
  const { chain, distrust } = serverOf(seen) ?? { chain: [], distrust: null };
  return distrust === 'CERT_HAS_EXPIRED' || chain.slice(1).some(({ notAfter }) => notAfter < seen.startedAt);
}
