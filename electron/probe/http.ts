import { get, type IncomingMessage } from 'node:http';
import { addAbortSignal } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import WebSocket from 'ws';
import type { Answer, Greeting, Target } from './observations.ts';
import { StepError } from './step.ts';

const bodyMax = 64 * 1024;
const headersMax = 16 * 1024;

// Two of the four endpoints that may be asked, ever: each 401 of `/api/` raises a notification in Home
// Assistant and counts toward a ban of the address.
const manifestPath = '/manifest.json';
const webSocketPath = '/api/websocket';

/**
 * Asks for `/manifest.json`, follows no redirect and unpacks nothing. An answer that is cut short, by its size
 * or by the time limit, is still an answer.
 */
export async function askManifest(socket: TLSSocket, target: Target, signal: AbortSignal): Promise<Answer> {
  addAbortSignal(signal, socket);
  return new Promise((resolve, reject) => {
    if (socket.destroyed) throw socket.errored ?? new StepError('dropped');
    get({ createConnection: () => socket, path: manifestPath, headers: headersFor(target), maxHeaderSize: headersMax })
      .once('response', (response) => resolve(readAnswer(response)))
      .on('error', (error) => reject(socket.errored ?? error))
      .once('close', () => reject(new StepError('dropped')));
  });
}

/** Opens the WebSocket, waits for its first message and closes at once, before Home Assistant would log a warning. */
export async function awaitGreeting(socket: TLSSocket, target: Target, signal: AbortSignal): Promise<Greeting> {
  addAbortSignal(signal, socket);
  return new Promise((resolve, reject) => {
    if (socket.destroyed) throw socket.errored ?? new StepError('dropped');
    let greeting: Greeting | null = null;
    const webSocket = new WebSocket(new URL(webSocketPath, target.origin), {
      createConnection: () => socket,
      headers: headersFor(target),
      maxHeaderSize: headersMax,
      maxPayload: bodyMax,
      perMessageDeflate: false,
    });
    webSocket
      .once('unexpected-response', (_request, response) => resolve(notUpgraded(response)))
      .once('message', (data) => {
        greeting = readGreeting(String(data));
        webSocket.close(1000);
      })
      .on('error', (error) => reject(socket.errored ?? error))
      .once('close', () => (greeting ? resolve(greeting) : reject(new StepError('dropped'))));
  });
}

function headersFor({ origin }: Target): Record<string, string> {
  return { host: new URL(origin).host, 'user-agent': 'Latchkey', 'accept-encoding': 'identity' };
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const { statusCode = 0, headers } = response;
  const { server, location = '' } = headers;
  return { status: statusCode, server: String(server ?? ''), location, body: await readBody(response) };
}

async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= bodyMax) break;
    }
  } catch {
    // Cut short: what came until then is kept.
  }
  return Buffer.concat(chunks).subarray(0, bodyMax).toString('utf8');
}

async function notUpgraded(response: IncomingMessage): Promise<Greeting> {
  return { kind: 'not-upgraded', answer: await readAnswer(response) };
}

function readGreeting(body: string): Greeting {
  const other = { kind: 'other-message', body } as const;
  try {
    const message: unknown = JSON.parse(body);
    if (typeof message !== 'object' || message === null || !('type' in message) || message.type !== 'auth_required') return other;
    const version = 'ha_version' in message ? message.ha_version : null;
    return { kind: 'auth-required', version: typeof version === 'string' && /^[\w.+-]{1,32}$/.test(version) ? version : null };
  } catch {
    return other;
  }
}
