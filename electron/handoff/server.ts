import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, isIPv6 } from 'node:net';
import { Failure } from '../contract/failure.ts';
import { type HandoffState, handoffLifeMs, type LocalAddress } from '../contract/handoff.ts';
import { isNeighbour } from './addresses.ts';
import { judge, type Link, visitCounter } from './gate.ts';
import { filePage, gonePage } from './page.ts';
import { type Offered, refusals, send, sendFile, sendPage } from './reply.ts';
import { Session } from './session.ts';
import { handsetOf, wordsFor } from './visitor.ts';

/** How long somebody who comes too late is told so. */
const lingerMs = 10_000;

/** Nobody may hold a socket by being slow: a head has five seconds, a silent socket ten. */
const serverOptions = { maxHeaderSize: 8192, headersTimeout: 5_000, requestTimeout: 5_000, connectionsCheckingInterval: 1_000 } as const;
const silenceMs = 10_000;
const maxConnections = 32;

interface HandoffPlan {
  readonly address: LocalAddress;
  /** An encrypted bundle, and the name that it gets on the phone. */
  readonly file: Offered;
  readonly now: () => Date;
  /** Told of every change, up to an end. */
  readonly onChange: (state: HandoffState, refused: number) => void;
}

export interface OpenHandoff {
  readonly url: string;
  readonly expiresAt: Date;
  /** Closes it at once. */
  stop(): void;
}

/**
 * Offers one file behind a link that nobody can guess (128 random bits), at one address, to its own network, for five
 * minutes and one download. It speaks plain HTTP, so the file must protect itself.
 *
 * @throws Failure handoff-address-gone
 */
export async function openHandoff({ address, file, now, onChange }: HandoffPlan): Promise<OpenHandoff> {
  const server = createServer(serverOptions);
  const link = await listen(server, address.address);
  const expiresAt = new Date(now().getTime() + handoffLifeMs);
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  const session = new Session({
    expiresAt,
    now,
    onChange: (state, refused) => {
      if (state.phase === 'stopped' || state.phase === 'guessed') close();
      if (state.phase === 'downloaded' || state.phase === 'expired') setTimeout(close, lingerMs).unref();
      onChange(state, refused);
    },
  });
  // a timer of five minutes would not count those that the computer sleeps
  const clock = setInterval(() => session.ended(), 1_000).unref();
  server.on('close', () => clearInterval(clock));
  server.on('connection', (socket) => {
    if (isNeighbour(socket.remoteAddress ?? '', address.cidr)) return;
    session.refuse();
    socket.destroy();
  });
  server.on('request', answerWith({ link, file, session, mayCome: visitCounter(now) }));
  const stop = () => {
    session.stop();
    close();
  };
  return { url: `http://${link.host}${link.pagePath}`, expiresAt, stop };
}

/** Binds one address and no other; the system picks the port. */
async function listen(server: Server, address: string): Promise<Link> {
  server.maxConnections = maxConnections;
  server.setTimeout(silenceMs, (socket) => socket.destroy());
  server.listen({ host: address, port: 0, exclusive: true, ipv6Only: true });
  await once(server, 'listening').catch((cause: unknown) => {
    throw new Failure('handoff-address-gone', { address }, { cause });
  });
  const { port } = server.address() as AddressInfo;
  const pagePath = `/${randomBytes(16).toString('base64url')}`;
  return { host: `${isIPv6(address) ? `[${address}]` : address}:${port}`, pagePath, filePath: `${pagePath}/device.p12` };
}

interface Door {
  readonly link: Link;
  readonly file: Offered;
  readonly session: Session;
  readonly mayCome: (address: string) => boolean;
}

function answerWith({ link, file, session, mayCome }: Door) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const address = request.socket.remoteAddress ?? '';
    const verdict = mayCome(address) ? judge(request, link) : 'hurried';
    if (verdict !== 'page' && verdict !== 'file') {
      send(response, refusals[verdict]);
      if (verdict !== 'idle') session.refuse();
      return;
    }
    const words = wordsFor(request.headers['accept-language'] ?? '');
    const by = { address, handset: handsetOf(request.headers['user-agent'] ?? '') };
    const isAsked = request.method === 'GET';
    const ended = session.ended();
    if (ended !== null) {
      sendPage(response, 410, gonePage(words, ended === 'downloaded' ? 'downloaded' : 'expired'));
    } else if (verdict === 'page') {
      sendPage(response, 200, filePage(words, { name: file.name, path: link.filePath }, by.handset));
      if (isAsked) session.open(by);
    } else if (!isAsked || session.claim()) {
      sendFile(response, file, (isWhole) => isAsked && session.settle(isWhole, by));
    } else {
      sendPage(response, 503, gonePage(words, 'downloading'));
    }
  };
}
