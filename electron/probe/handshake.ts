import { checkServerIdentity, type TLSSocket } from 'node:tls';
import { readCertificate } from '../pki/certificate.ts';
import { isIssuerOf } from '../pki/chain.ts';
import type { Handshake } from './observations.ts';

const chainMax = 16;

/**
 * Reads what the server showed of itself in a finished handshake.
 *
 * @throws Failure bundle-damaged, bundle-over-limit where its certificate cannot be read
 */
export function describeHandshake(socket: TLSSocket, host: string, trusted: readonly Uint8Array[], now: Date): Handshake {
  const chain = peerChain(socket);
  const { subject, issuer, san, notBefore, notAfter } = readCertificate(chain[0] ?? new Uint8Array());
  const inDate = isInDate({ notBefore, notAfter }, now);
  const vouchedFor = () => trusted.some((root) => isInDate(readCertificate(root), now) && isIssuerOf(root, chain[0] ?? new Uint8Array()));
  return {
    protocol: socket.getProtocol() ?? '',
    cipher: socket.getCipher().name,
    chain,
    subject,
    issuer,
    names: san,
    notBefore,
    notAfter,
    inDate,
    nameMatches: checkServerIdentity(host, socket.getPeerCertificate(true)) === undefined,
    distrust: distrustOf(socket, inDate, vouchedFor),
  };
}

/** Whether a certificate is valid at a time (RFC 5280 section 4.1.2.5); its dates are ISO 8601. */
export function isInDate({ notBefore, notAfter }: { readonly notBefore: string; readonly notAfter: string }, now: Date): boolean {
  return new Date(notBefore) <= now && now <= new Date(notAfter);
}

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
