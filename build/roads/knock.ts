/** curl and OpenSSL at a door. Neither knows Latchkey. */
import { spawn } from 'node:child_process';
import { ask } from '../interop/ask.ts';
import type { Guest } from './world.ts';

/** Where a door is and whom its visitors trust. */
export interface Address {
  /** As in the certificate: a name or an address. */
  readonly host: string;
  readonly port: number;
  /** PEM file. */
  readonly trusts: string;
}

export interface Visit {
  /** Null is a stranger. */
  readonly as: Guest | null;
  readonly path?: string;
  readonly tls?: '1.2' | '1.3';
  /** Where the name leads; 127.0.0.1 unless told. */
  readonly to?: string;
  /** The address it comes from. */
  readonly from?: string;
  /** What it sends. */
  readonly post?: string;
  readonly headers?: readonly string[];
  /** Further options of curl. */
  readonly options?: readonly string[];
}

/** What came of it: an answer, or the words with which the connection ended. */
export interface Answer {
  readonly status: number; // 0 without an answer
  readonly http: string; // '1.1', '2'
  readonly body: string;
  readonly exitCode: number;
  readonly trouble: string;
}

/** One request by curl. The path goes out as it stands. */
export async function knock({ host, port, trusts }: Address, visit: Visit): Promise<Answer> {
  const { as, path = '/manifest.json', tls, to = '127.0.0.1', from, post, headers = [], options = [] } = visit;
  const resolve = host.startsWith('[') ? [] : ['--connect-to', `${host}:${port}:${to.includes(':') ? `[${to}]` : to}:${port}`];
  const args = [
    ...['--silent', '--show-error', '--noproxy', '*', '--max-time', '15', '--path-as-is', '--cacert', trusts, ...resolve],
    ...(as === null ? [] : ['--cert', as.certificateFile, '--key', as.keyFile]),
    ...(tls === undefined ? [] : [`--tlsv${tls}`, '--tls-max', tls]),
    ...(from === undefined ? [] : ['--interface', from]),
    ...(post === undefined ? [] : ['--data-binary', '@-']),
    ...headers.flatMap((header) => ['--header', header]),
    ...options,
    ...['--write-out', '\n%{http_code} %{http_version} %{exitcode} %{errormsg}', `https://${host}:${port}${path}`],
  ];
  const said = await ask('curl', args, { input: post ?? '', exitCodes: 'any', timeoutMs: 20_000 });
  const [, body = '', status = '0', http = '', exitCode = '-1', trouble = ''] = /^([\s\S]*)\n(\d+) (\S+) (\d+) (.*)$/.exec(said) ?? [];
  return { status: Number(status), http, body, exitCode: Number(exitCode), trouble: trouble.trim() };
}

/** Whether Home Assistant itself answered: its manifest says so. */
const isHomeAssistant = ({ body }: Answer): boolean => /"name":\s*"Home Assistant"/.test(body);

/** @returns the answer for people. @throws Error where it is not Home Assistant's. */
export async function mustGetIn(address: Address, visit: Visit): Promise<string> {
  const answer = await knock(address, visit);
  if (answer.status === 200 && isHomeAssistant(answer)) return `200 over HTTP/${answer.http}`;
  throw new Error(`not let in: ${inWords(answer)}`);
}

/** What a door says to those without a good certificate. */
const refusals = [400, 403, 421, 495, 496];

/**
 * @returns how the door refused, for people.
 * @throws Error where it did not, or where nobody was there to refuse.
 */
export async function mustStayOut(address: Address, visit: Visit): Promise<string> {
  const answer = await knock(address, visit);
  const wasRefused = refusals.includes(answer.status) || (answer.status === 0 && closings.includes(answer.exitCode));
  if (wasRefused && !isHomeAssistant(answer)) return inWords(answer);
  throw new Error(`not refused: ${inWords(answer)}`);
}

/**
 * What curl calls a connection that the door broke off, with an alert or without: 16 and 92 over HTTP/2, 35 in the handshake,
 * 52, 55 and 56 after it. None of them is a door that is not there (7), silent (28), or untrusted itself (60).
 */
const closings = [16, 35, 52, 55, 56, 92];

const inWords = ({ status, body, exitCode, trouble }: Answer): string =>
  status === 0
    ? `${trouble} (curl ${exitCode})`
    : `${status} ${body
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, 100)}`.trim();

interface Conversation {
  readonly as: Guest | null;
  readonly options?: readonly string[];
  readonly say?: string;
  /** What to wait for; the end of the connection unless told. */
  readonly until?: RegExp;
}

/**
 * Talks to a door with `openssl s_client`.
 *
 * @returns everything that it printed and received, until the words that were waited for, the end, or 8 seconds.
 */
export function converse({ host, port, trusts }: Address, { as, options = [], say = '', until }: Conversation): Promise<string> {
  const name = /^[\d.[]/.test(host) ? [] : ['-servername', host];
  const identity = as === null ? [] : ['-cert', as.certificateFile, '-key', as.keyFile];
  const target = ['-connect', `127.0.0.1:${port}`, ...name, '-CAfile', trusts];
  const child = spawn('openssl', ['s_client', ...target, ...identity, ...options], { stdio: 'pipe' });
  let said = '';
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => child.kill('SIGKILL'), 8_000);
    const listen = (text: string) => {
      said += text;
      if (until?.test(said)) child.kill('SIGKILL');
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', listen);
    child.once('error', reject).once('close', () => {
      clearTimeout(limit);
      resolve(said);
    });
    child.stdin.on('error', () => undefined);
    if (until === undefined) child.stdin.end(say);
    else child.stdin.write(say);
  });
}

/** @throws Error where the door shows no certificate that its visitors trust. */
export async function mustShowCertificate(address: Address): Promise<void> {
  const said = await converse(address, { as: null });
  if (!said.includes('BEGIN CERTIFICATE') || !said.includes('Verify return code: 0 (ok)')) throw new Error('shows no certificate of ours');
}

/** A GET as HTTP/1.1 wants it, closed afterwards. */
export const get = ({ host, port }: Address, path: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\nConnection: close\r\n\r\n`;

/** The request that opens a WebSocket, RFC 6455 section 4.1. */
export const upgrade = ({ host, port }: Address): string =>
  [
    'GET /api/websocket HTTP/1.1',
    `Host: ${host}:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    '\r\n',
  ].join('\r\n');
