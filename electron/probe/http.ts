import { randomBytes } from 'node:crypto';
import { type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { addAbortSignal } from 'node:stream';
import WebSocket from 'ws';
import { type Answer, type Greeting, type ToldHeader, toldHeaders } from './observations.ts';
import { StepError } from './step.ts';

/** Asks something over a connection, as of an origin, and says what came back. */
export type Question<T> = (socket: Socket, origin: string, signal: AbortSignal) => Promise<T>;

export const bodyMax = 64 * 1024;
export const headersMax = 16 * 1024;

/*
 * The four endpoints that may be asked, ever: each 401 of `/api/` raises a notification in Home Assistant and
 * counts toward a ban of the address.
 */
export const manifestPath = '/manifest.json';
const providersPath = '/auth/providers';
const webSocketPath = '/api/websocket';
/** The folder of all webhooks. Home Assistant says 200 to those that it does not know, too. */
export const webhooksPath = '/api/webhook/';

export const askManifest: Question<Answer> = (...way) => ask('GET', manifestPath, ...way);
export const askProviders: Question<Answer> = (...way) => ask('GET', providersPath, ...way);
/** Rings at a webhook that nobody has. */
export const ringWebhook: Question<Answer> = (...way) => ask('POST', webhooksPath + randomBytes(32).toString('hex'), ...way);

/** Follows no redirect and unpacks nothing. An answer that is cut short, by its size or by the time limit, is still an answer. */
async function ask(method: 'GET' | 'POST', path: string, socket: Socket, origin: string, signal: AbortSignal): Promise<Answer> {
  addAbortSignal(signal, socket);
  return new Promise((resolve, reject) => {
    if (socket.destroyed) throw socket.errored ?? new StepError('dropped');
    const headers = { ...headersFor(origin), ...(method === 'POST' && { 'content-length': 0 }) };
    request({ createConnection: () => socket, method, path, headers, maxHeaderSize: headersMax })
      .once('response', (response) => resolve(readAnswer(response)))
      .on('error', (error) => reject(socket.errored ?? error))
      .once('close', () => reject(new StepError('dropped')))
      .end();
  });
}

/** Opens the WebSocket, waits for its first message and closes at once, before Home Assistant would log a warning. */
export const awaitGreeting: Question<Greeting> = async (socket, origin, signal) => {
  addAbortSignal(signal, socket);
  return new Promise((resolve, reject) => {
    if (socket.destroyed) throw socket.errored ?? new StepError('dropped');
    let greeting: Greeting | null = null;
    const webSocket = new WebSocket(new URL(webSocketPath, origin), {
      createConnection: () => socket,
      headers: headersFor(origin),
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
};

/** What every question says of who asks. */
export function headersFor(origin: string): Record<string, string> {
  return { host: new URL(origin).host, 'user-agent': 'Latchkey', 'accept-encoding': 'identity' };
}

/** Leaves out the headers that tell nothing. */
export function told(headers: Readonly<Partial<Record<string, string | string[]>>>): Answer['headers'] {
  const entries = toldHeaders.flatMap((name): (readonly [ToldHeader, string])[] => {
    const value = headers[name];
    return value === undefined ? [] : [[name, String(value)]];
  });
  return Object.fromEntries(entries);
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const { statusCode = 0, headers } = response;
  return { status: statusCode, headers: told(headers), body: await readBody(response) };
}

/** @returns the text as far as it came, cut at 64 KB. */
export async function readBody(stream: AsyncIterable<Buffer>, max = bodyMax): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= max) break;
    }
  } catch {
    // Cut short: what came until then is kept.
  }
  return Buffer.concat(chunks).subarray(0, max).toString('utf8');
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
