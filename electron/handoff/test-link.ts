import { once } from 'node:events';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import type { HandoffState, LocalAddress } from '../contract/handoff.ts';
import { type OpenHandoff, openHandoff } from './server.ts';

export const loopback: LocalAddress = { address: '127.0.0.1', interface: 'lo', kind: 'network', cidr: '127.0.0.1/8' };
export const bytes = Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 31) % 256));

/** An open link under test: what it said of itself, and a clock that the test turns. */
export interface TestLink extends OpenHandoff {
  readonly said: HandoffState[];
  readonly refused: () => number;
  readonly sleep: (ms: number) => void;
  readonly origin: string;
  readonly host: string;
  readonly pagePath: string;
  readonly filePath: string;
}

/** Opens a link on the loopback; it is closed after the test. */
export async function testLink({ name = 'Anna – iPhone.p12', address = loopback } = {}): Promise<TestLink> {
  const said: HandoffState[] = [];
  let count = 0;
  let time = Date.parse('2026-11-22T12:00:00Z');
  const onChange = (state: HandoffState, refused: number) => {
    said.push(state);
    count = refused;
  };
  const opened = await openHandoff({ address, file: { name, bytes }, now: () => new Date(time), onChange });
  onTestFinished(() => opened.stop());
  const { origin, host, pathname } = new URL(opened.url);
  return {
    ...opened,
    said,
    refused: () => count,
    sleep: (ms) => {
      time += ms;
    },
    origin,
    host,
    pagePath: pathname,
    filePath: `${pathname}/device.p12`,
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The visitor's own address. */
  readonly from?: string;
}

/** One request on a connection of its own, its path sent as it stands. */
export function ask(origin: string, path: string, { method = 'GET', headers = {}, from }: Ask = {}): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const options = { hostname, port, path, method, headers, agent: false, ...(from === undefined ? {} : { localAddress: from }) };
    const asking = request(options, async (answer) => {
      try {
        const parts: Buffer[] = await answer.toArray();
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) });
      } catch (error) {
        reject(error);
      }
    });
    asking.once('error', reject);
    asking.end();
  });
}

/** Writes raw text to the server. @returns all that came back until it closed. */
export async function say(origin: string, text: string): Promise<string> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  const parts: Buffer[] = [];
  socket.on('data', (part: Buffer) => parts.push(part));
  socket.on('error', () => undefined);
  socket.write(text);
  await once(socket, 'close');
  return Buffer.concat(parts).toString('latin1');
}
