import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { addAbortSignal, type Duplex } from 'node:stream';
import {
  type ConnectionOptions,
  connect as connectTls,
  createSecureContext,
  type SecureContext,
  type SecureContextOptions,
  type TLSSocket,
} from 'node:tls';
import { keyBelongsTo } from '../pki/chain.ts';
import { importKey } from '../pki/key.ts';
import { toPem } from '../pki/pem.ts';
import { type Budget, StepError, troubleOf } from './step.ts';

/** A client certificate with its key, in memory only. */
export interface Identity {
  /** Leaf, DER. */
  readonly certificate: Uint8Array;
  /** The rest of the chain, DER. */
  readonly chain: readonly Uint8Array[];
  /** PKCS#8, DER. */
  readonly key: Uint8Array;
  readonly name: string;
}

/**
 * All addresses of a host, in the order of the system's resolver. An IP address is its own answer.
 *
 * @throws the resolver's error, code `ENOTFOUND` or `EAI_*`
 */
export async function lookUp(host: string, signal: AbortSignal): Promise<readonly string[]> {
  // getaddrinfo cannot be stopped: on abort its answer is left behind.
  const stopped = new Promise<readonly never[]>((resolve) => signal.addEventListener('abort', () => resolve([]), { once: true }));
  const found = await Promise.race([lookup(host, { all: true }), stopped]);
  signal.throwIfAborted();
  return found.map(({ address }) => address);
}

/** Opens a TCP connection. It is destroyed when the signal aborts. @throws StepError withheld */
export async function reach(address: string, port: number, budget: Budget, signal: AbortSignal): Promise<Socket> {
  budget.take();
  const socket = quiet(connect({ host: address, port, noDelay: true }), signal);
  await once(socket, 'connect');
  return socket;
}

/** Whom one side of the experiment trusts and what it shows. */
export interface Credentials {
  /** Roots beside the public ones, DER. */
  readonly trusted: readonly Uint8Array[];
  /** Null shows nothing. */
  readonly identity: Identity | null;
  /** The newest TLS that is spoken; the newest there is where that is undefined. */
  readonly newest?: 'TLSv1.2' | undefined;
}

/** BoringSSL would not see servers with an Ed25519 or P-521 key, of which it is to be said that phones do not take them. */
const everyKind: SecureContextOptions = {
  sigalgs: [
    ...['ecdsa_secp256r1_sha256', 'rsa_pss_rsae_sha256', 'rsa_pkcs1_sha256'],
    ...['ecdsa_secp384r1_sha384', 'rsa_pss_rsae_sha384', 'rsa_pkcs1_sha384'],
    ...['ecdsa_secp521r1_sha512', 'rsa_pss_rsae_sha512', 'rsa_pkcs1_sha512'],
    ...['ed25519', 'rsa_pkcs1_sha1'],
  ].join(':'),
  ecdhCurve: 'X25519:P-256:P-384:P-521',
};

/**
 * Makes the settings of one side of the experiment: the public roots, ours, and a client certificate or none.
 * Never as PKCS#12: Electron's TLS refuses bundles that are in order.
 *
 * @throws StepError identity-unusable where this TLS library refuses the certificate or its key
 */
export function secureContextFor({ trusted, identity, newest }: Credentials): SecureContext {
  const manner = { ...everyKind, ...(newest && { maxVersion: newest }) };
  const secureContext = identity === null ? createSecureContext(manner) : contextShowing(identity, manner);
  // Not as `ca`: that takes the place of the public roots, and to read all those anew holds up everybody for 10 ms and more.
  for (const root of trusted) secureContext.context.addCACert(pem(root));
  return secureContext;
}

function contextShowing(identity: Identity, manner: SecureContextOptions): SecureContext {
  try {
    // OpenSSL takes a key of another kind than the certificate's without a word, and then shows nothing.
    if (!keyBelongsTo(importKey(identity.key), identity.certificate)) throw Object.assign(new Error(), { code: 'KEY_TYPE_MISMATCH' });
    const cert = [identity.certificate, ...identity.chain].map(pem).join('');
    return createSecureContext({ ...manner, cert, key: toPem('PRIVATE KEY', identity.key) });
  } catch (error) {
    throw new StepError('identity-unusable', error);
  }
}

const pem = (der: Uint8Array): string => toPem('CERTIFICATE', der);

/** How hands are shaken. */
export interface Manners {
  readonly host: string;
  /** Whether the server is told which host is wanted; an address is never named (RFC 6066 section 3). */
  readonly isNamed: boolean;
  readonly secureContext: SecureContext;
  /** For ALPN (RFC 7301). */
  readonly protocol: 'http/1.1' | 'h2';
  /** Gets each line of the key log. */
  readonly onKey: (line: Buffer) => void;
}

/**
 * Makes a fresh handshake, never a resumed one. A server certificate that is not trusted is tolerated: it is
 * the probe's task to describe it. A finished handshake proves nothing yet (RFC 8446 section 4.4.2.4).
 */
export async function shakeHands(raw: Duplex, manners: Manners, signal: AbortSignal): Promise<TLSSocket> {
  const { host, isNamed, secureContext, protocol, onKey } = manners;
  const options: ConnectionOptions = {
    socket: raw,
    host,
    ...(isNamed && isIP(host) === 0 && { servername: host }),
    secureContext,
    rejectUnauthorized: false,
    ALPNProtocols: [protocol],
  };
  const socket = quiet(connectTls(options), signal);
  let keysAgreed = false;
  socket.on('keylog', (line: Buffer) => {
    keysAgreed = true;
    onKey(line);
  });
  try {
    await once(socket, 'secureConnect');
    return socket;
  } catch (error) {
    throw keysAgreed && troubleOf(error).kind === 'closed' ? new StepError('dropped', error) : error;
  }
}

/** Between two steps nobody listens for errors; `socket.errored` keeps them. */
function quiet<S extends Socket>(socket: S, signal: AbortSignal): S {
  socket.on('error', () => undefined);
  return addAbortSignal(signal, socket);
}
