import type { Observations } from '../observations.ts';
import {
  alertToDevice,
  answerOf,
  askedOf,
  deviceOutcome,
  isRevoked,
  readingOf,
  serverClock,
  strangerOutcome,
  troubleIn,
} from '../outcome.ts';
import { type Row, when } from './row.ts';

const alerts = 'RFC 8446 section 6.2';
const openssl = 'openssl: ssl/statem/statem_lib.c, x509table';
const nginx = 'nginx: src/http/ngx_http_special_response.c, “The SSL certificate error”; its reason stands in the error log only';

/** Why the door refuses a certificate that was shown to it: what is wrong with it by itself, then with what the door knows. */
export const devices: readonly Row[] = [
  {
    code: 'device-certificate-unusable',
    verdict: 'device-refused',
    source: 'Node: tls.createSecureContext refuses the certificate or its key',
    fits: ({ device }) => when(troubleIn(device)?.kind === 'identity-unusable'),
    facts: ['device', 'error'],
  },
  {
    code: 'device-revoked',
    verdict: 'device-refused',
    source: 'RFC 5280 section 3.3',
    fits: (seen) => {
      const isTold = strangerOutcome(seen) === 'refused' && troubleIn(seen.device)?.kind !== 'dropped';
      return when(isRevoked(seen) && deviceOutcome(seen) === 'refused', isTold ? 'certain' : 'likely');
    },
    facts: ['device', 'revokedAt'],
  },
  {
    code: 'proxy-clock-wrong',
    verdict: 'device-refused',
    source: 'RFC 9110 section 6.6.1: the Date header is the server’s clock',
    fits: (seen) => when(isRefused(seen) && seen.identity?.dates === 'good' && !isInDateThere(seen)),
    facts: ['device', 'deviceFrom', 'deviceUntil', 'clockThere', 'clockHere'],
    remedy: 'clock',
  },
  {
    code: 'device-certificate-expired',
    verdict: 'device-refused',
    source: `${alerts}: alert 45, certificate_expired; RFC 5280 section 4.1.2.5`,
    fits: (seen) => when(isRefused(seen) && seen.identity?.dates === 'expired'),
    facts: ['device', 'deviceUntil'],
  },
  {
    code: 'device-certificate-not-yet-valid',
    verdict: 'device-refused',
    source: 'RFC 5280 section 4.1.2.5',
    fits: (seen) => when(isRefused(seen) && seen.identity?.dates === 'not-yet-valid'),
    facts: ['device', 'deviceFrom', 'clockHere'],
  },
  {
    code: 'device-certificate-purpose',
    verdict: 'device-refused',
    source: `RFC 5280 section 4.2.1.12; ${openssl}: alert 43`,
    fits: (seen) => when(isRefused(seen) && seen.identity?.mayBeClient === false),
    facts: ['device'],
  },
  {
    code: 'device-certificate-name-like-host',
    verdict: 'device-refused',
    source: 'openssl: crypto/x509/v3_ncons.c, NAME_CONSTRAINTS_check_CN; BoringSSL does the same',
    // Only our own authorities are known to forbid host names.
    fits: (seen) => when(isRefused(seen) && isOurs(seen) && looksLikeHost(seen.identity?.certificate.commonName ?? ''), 'likely'),
    facts: ['device'],
  },
  {
    code: 'device-key-refused',
    verdict: 'device-refused',
    source: 'RFC 8446 section 4.3.2: the client signs by one of the schemes that the server names',
    fits: keyRefused,
    facts: ['device', 'deviceKey'],
  },
  {
    code: 'authority-replaced',
    verdict: 'device-refused',
    source: 'RFC 8446 section 4.2.4: the authorities that the server names',
    fits: authorityReplaced,
    facts: ['device', 'accepted', 'deviceIssuer'],
    remedy: 'authority',
  },
  {
    code: 'device-from-old-authority',
    verdict: 'device-refused',
    source: 'RFC 8446 section 4.2.4: the authorities that the server names',
    fits: (seen) => {
      const [present, ...older] = seen.known.authorities.map(({ subject }) => subject);
      const issuer = seen.identity?.certificate.issuer ?? '';
      return when(isRefused(seen) && present !== issuer && older.includes(issuer) && namesIssuer(seen) === false);
    },
    facts: ['device', 'accepted', 'deviceIssuer'],
  },
  {
    code: 'device-chain-missing',
    verdict: 'device-refused',
    source: `RFC 8446 section 4.4.2: the client sends the chain; ${openssl}: alert 48`,
    fits: (seen) => when(isRefused(seen) && namesIssuer(seen) === false && !isOurs(seen) && lacksMiddle(seen), 'likely'),
    facts: ['device', 'accepted', 'deviceIssuer'],
  },
  {
    code: 'device-from-elsewhere',
    verdict: 'device-refused',
    source: 'RFC 8446 section 4.2.4: the authorities that the server names',
    fits: (seen) => {
      const asked = askedOf(seen);
      const present = seen.known.authorities[0]?.subject ?? '';
      return when(
        isRefused(seen) && !isOurs(seen) && namesIssuer(seen) === false && asked.state === 'asked' && asked.issuers.includes(present),
      );
    },
    facts: ['device', 'accepted', 'deviceIssuer'],
  },
  {
    code: 'wrong-authority-file',
    verdict: 'device-refused',
    source: 'RFC 8446 section 4.2.4: the authorities that the server names',
    fits: (seen) => when(isRefused(seen) && namesIssuer(seen) === false),
    facts: ['device', 'accepted', 'deviceIssuer'],
    remedy: 'authority',
    yieldsTo: ['authority-replaced', 'device-from-old-authority'],
  },
  {
    code: 'device-revoked-there',
    verdict: 'device-refused',
    source: `${alerts}: alert 44, certificate_revoked`,
    fits: (seen) => {
      if (!isRefused(seen)) return null;
      return alertToDevice(seen) === 44 ? 'certain' : when(isPuzzling(seen) && !isOurs(seen), 'possible');
    },
    facts: ['device'],
    remedy: 'crl',
  },
  {
    code: 'crl-expired',
    verdict: 'device-refused',
    source: `${openssl}: X509_V_ERR_CRL_HAS_EXPIRED becomes alert 45; ${nginx}`,
    fits: crlExpired,
    facts: ['device'],
    remedy: 'crl',
  },
  {
    code: 'crl-unknown-authority',
    verdict: 'device-refused',
    source: `nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_crl; ${openssl}: X509_V_ERR_UNABLE_TO_GET_CRL becomes alert 48`,
    fits: (seen) => {
      const readsList = seen.known.crlUntil !== null || (seen.identity?.chain.length ?? 0) > 1;
      const isToldSo = isPuzzling(seen) || (isFaultless(seen) && alertToDevice(seen) === 48);
      return when(isToldSo && readsList && !hasListEnded(seen), 'likely');
    },
    facts: ['device', 'deviceIssuer'],
    remedy: 'crl',
  },
  {
    code: 'device-certificate-refused',
    verdict: 'device-refused',
    source: `${alerts}: alerts 42 to 49; ${nginx}`,
    fits: (seen) => when(isRefused(seen), troubleIn(seen.device)?.kind === 'dropped' ? 'likely' : 'certain'),
    facts: ['device'],
    remedy: 'log',
    yieldsTo: 'verdict',
  },
];

/** Whether the door turned the device away for its certificate, and not because it is revoked, as it should. Cloudflare has its own rows. */
function isRefused(seen: Observations): boolean {
  const answer = answerOf(seen.device);
  return !isRevoked(seen) && deviceOutcome(seen) === 'refused' && (answer === null || readingOf(answer) !== 'cloudflare-blocked');
}

const isOurs = ({ identity, known }: Observations): boolean =>
  known.authorities.some(({ subject }) => subject === identity?.certificate.issuer);

function isInDateThere(seen: Observations): boolean {
  const there = serverClock(seen)?.toISOString();
  const { identity } = seen;
  return identity === null || there === undefined || (identity.certificate.notBefore <= there && there <= identity.certificate.notAfter);
}

const looksLikeHost = (name: string): boolean => /^[\w-]+(\.[\w-]+)+$/.test(name);

/** Whether the door names an authority of the device's chain; null where it names none, or was not heard. */
function namesIssuer(seen: Observations): boolean | null {
  const asked = askedOf(seen);
  if (seen.identity === null || asked.state !== 'asked' || asked.issuers.length === 0) return null;
  const { certificate, chain } = seen.identity;
  return asked.issuers.some((issuer) => issuer === certificate.issuer || chain.includes(issuer));
}

/** What signs for a key, RFC 8446 section 4.2.3; TLS 1.2 lets any ECDSA scheme sign for any curve (RFC 8422 section 5.1.1). */
const ecdsa = [0x0403, 0x0503, 0x0603, 0x0203] as const;
const rsa = [0x0401, 0x0501, 0x0601, 0x0201, 0x0804, 0x0805, 0x0806] as const;
const schemesOf = (key: string): readonly number[] | null => {
  if (key.startsWith('RSA-')) return rsa;
  if (key.startsWith('P-')) return ecdsa;
  return key === 'Ed25519' ? [0x0807] : null;
};

function keyRefused(seen: Observations) {
  const asked = askedOf(seen);
  const schemes = schemesOf(seen.identity?.certificate.key ?? '');
  if (!isRefused(seen) || asked.state !== 'asked' || asked.schemes.length === 0) return null;
  if (schemes !== null && !schemes.some((scheme) => asked.schemes.includes(scheme))) return 'certain';
  const shaken = seen.device?.handshake;
  return when(shaken?.phase === 'done' && shaken.value.sentCertificate === false, 'likely');
}

/** The door names an older authority of ours, or one that only bears the same name. */
function authorityReplaced(seen: Observations) {
  const { known, identity } = seen;
  const asked = askedOf(seen);
  if (!isRefused(seen) || identity === null || asked.state !== 'asked') return null;
  const [present, ...older] = known.authorities.map(({ subject }) => subject);
  if (present !== identity.certificate.issuer || !older.some((subject) => asked.issuers.includes(subject))) return null;
  return older.includes(present) ? 'likely' : when(namesIssuer(seen) === false);
}

/** The issuer does not come along, and is one between: by its name, or because it is of the house that the door names. */
function lacksMiddle(seen: Observations): boolean {
  const asked = askedOf(seen);
  if (seen.identity === null || asked.state !== 'asked') return false;
  const { issuer } = seen.identity.certificate;
  const houses = asked.issuers.map(organisationOf).filter((house) => house !== null);
  const isOfThatHouse = houses.includes(organisationOf(issuer) ?? '');
  return !seen.identity.chain.includes(issuer) && (isOfThatHouse || /intermediate|issuing|sub[ -]?ca/i.test(issuer));
}

const organisationOf = (name: string): string | null => /\bO=([^,]+)/.exec(name)?.[1] ?? null;

/** Nothing that can be seen from here is wrong with the certificate, and the door knows who issued it. */
function isFaultless(seen: Observations): boolean {
  const { identity } = seen;
  const isGood = identity !== null && identity.dates === 'good' && identity.mayBeClient && isInDateThere(seen);
  return isRefused(seen) && isGood && namesIssuer(seen) === true && keyRefused(seen) === null;
}

/** nginx refuses a faultless certificate: a revocation list is at the bottom of it. */
function isPuzzling(seen: Observations): boolean {
  const answer = answerOf(seen.device);
  return isFaultless(seen) && answer !== null && /The SSL certificate error/.test(answer.body);
}

const hasListEnded = ({ known, startedAt }: Observations): boolean => known.crlUntil !== null && known.crlUntil < startedAt;

function crlExpired(seen: Observations) {
  if (!isRefused(seen) || seen.identity?.dates !== 'good') return null;
  if (hasListEnded(seen) && namesIssuer(seen) !== false) return 'likely';
  if (alertToDevice(seen) === 45 && isInDateThere(seen)) return 'likely';
  return when(isPuzzling(seen) && !isOurs(seen), 'possible');
}
