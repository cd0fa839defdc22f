import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { addAbortSignal } from 'node:stream';
import { type ConnectionOptions, connect as connectTls, createSecureContext, type SecureContext, type TLSSocket } from 'node:tls';
import { toPem } from '../pki/pem.ts';
import { StepError, troubleOf } from './step.ts';

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

/** Opens a TCP connection. It is destroyed when the signal aborts. */
export async function reach(address: string, port: number, signal: AbortSignal): Promise<Socket> {
  const socket = quiet(connect({ host: address, port, noDelay: true }), signal);
  await once(socket, 'connect');
  return socket;
}

/**
 * Makes the settings of one side of the experiment: the public roots, ours, and a client certificate or none.
 * Never as PKCS#12: Electron's TLS refuses bundles that are in order.
 *
 * @throws StepError identity-unusable where this TLS library refuses the certificate or its key
 */
export function credentials(trusted: readonly Uint8Array[], identity: Identity | null): SecureContext {
  const secureContext = shownBy(identity);
  // Not as `ca`: that takes the place of the public roots, and to read all those anew holds up everybody for 10 ms and more.
  for (const root of trusted) secureContext.context.addCACert(pem(root));
  return secureContext;
}

function shownBy(identity: Identity | null): SecureContext {
  if (identity === null) return createSecureContext();
  try {
    const cert = [identity.certificate, ...identity.chain].map(pem).join('');
    return createSecureContext({ cert, key: toPem('PRIVATE KEY', identity.key) });
  } catch (error) {
    throw new StepError('identity-unusable', error);
  }
}

const pem = (der: Uint8Array): string => toPem('CERTIFICATE', der);

/**
 * Makes a fresh handshake, never a resumed one. A server certificate that is not trusted is tolerated: it is
 * the probe's task to describe it. A finished handshake proves nothing yet (RFC 8446 section 4.4.2.4).
 */
export async function shakeHands(raw: Socket, host: string, secureContext: SecureContext, signal: AbortSignal): Promise<TLSSocket> {
  const options: ConnectionOptions = {
    socket: raw,
    host,
    // RFC 6066 section 3: an address is no server name.
    ...(isIP(host) === 0 && { servername: host }),
    secureContext,
    rejectUnauthorized: false,
    ALPNProtocols: ['http/1.1'],
  };
  const socket = quiet(connectTls(options), signal);
  let keysAgreed = false;
  socket.once('keylog', () => {
    keysAgreed = true;
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
