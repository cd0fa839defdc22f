import { checkServerIdentity, type TLSSocket } from 'node:tls';
import type { CertificateFacts } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import { parseCertificate, readCertificate, readMaySign } from '../pki/certificate.ts';
import { isIssuerOf } from '../pki/chain.ts';
import { inspectCertificate } from '../pki/inspect.ts';
import type { Dates, Handshake, ServerCertificateFacts } from './observations.ts';

const chainMax = 16;

/** What a server is measured by. */
export interface Yardstick {
  readonly host: string;
  /** Roots beside the public ones, DER. */
  readonly trusted: readonly Uint8Array[];
  readonly now: Date;
}

/**
 * Reads what the server showed of itself in a finished handshake.
 *
 * @param sent its certificates as they came, DER; none where they could not be read
 * @throws Failure bundle-damaged, bundle-over-limit where its certificate cannot be read
 */
export function describeHandshake(socket: TLSSocket, sent: readonly Uint8Array[], { host, trusted, now }: Yardstick): Handshake {
  const [leaf = new Uint8Array(), ...rest] = sent.length > 0 ? sent.slice(0, chainMax) : peerChain(socket);
  const facts = describe(leaf);
  const dates = datesOf(facts, now);
  const vouchedFor = () => trusted.some((root) => datesOf(readCertificate(root), now) === 'good' && isIssuerOf(root, leaf));
  return {
    protocol: socket.getProtocol() ?? '',
    cipher: socket.getCipher().name,
    alpn: socket.alpnProtocol || '',
    chain: [facts, ...rest.flatMap(describeIfReadable)],
    dates,
    nameMatches: checkServerIdentity(host, socket.getPeerCertificate(true)) === undefined,
    distrust: distrustOf(socket, dates === 'good', vouchedFor),
    sentCertificate: null,
  };
}

const describe = (der: Uint8Array): ServerCertificateFacts => ({
  ...inspectCertificate(der),
  isSelfSigned: isIssuerOf(der, der),
  maySign: readMaySign(parseCertificate(der).extensions),
});

/** Only the leaf must make sense: TLS goes by the signatures that lead from it to a root. */
function describeIfReadable(der: Uint8Array): readonly ServerCertificateFacts[] {
  try {
    return [describe(der)];
  } catch (error) {
    if (error instanceof Failure) return [];
    throw error;
  }
}

/** How a certificate's dates stand to a moment. */
export function datesOf({ notBefore, notAfter }: Pick<CertificateFacts, 'notBefore' | 'notAfter'>, now: Date): Dates {
  if (now < new Date(notBefore)) return 'not-yet-valid';
  return now > new Date(notAfter) ? 'expired' : 'good';
}

/** What OpenSSL made of the certificates that were sent: put in order, and a root of its own behind them. */
function peerChain(socket: TLSSocket): readonly Uint8Array[] {
  const chain = new Map<string, Uint8Array>();
  // Node links a self-signed certificate to itself.
  for (let link = socket.getPeerCertificate(true); link?.raw && !chain.has(link.fingerprint256); link = link.issuerCertificate) {
    if (chain.size === chainMax) break;
    chain.set(link.fingerprint256, link.raw);
  }
  return [...chain.values()];
}

/** The chain's trouble alone: the leaf's dates and name are judged apart, since OpenSSL names only its first complaint. */
function distrustOf(socket: TLSSocket, leafInDate: boolean, vouchedFor: () => boolean): string | null {
  if (socket.authorized) return null;
  const reason = String(socket.authorizationError);
  // BoringSSL cannot weigh name constraints on addresses, gives up on such a chain, and Node has no word for that.
  // Phones can, so where the root is ours its signature decides.
  if (reason === 'UNSPECIFIED' && vouchedFor()) return null;
  const aboutLeaf = reason === 'ERR_TLS_CERT_ALTNAME_INVALID' || (!leafInDate && /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/.test(reason));
  return aboutLeaf ? null : reason;
}
