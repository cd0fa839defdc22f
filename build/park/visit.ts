/** Tests connections in the runtime that runs this. Answers each line, a request as JSON, with a line. */
import { createInterface } from 'node:readline';
import type { Knowledge } from '../../electron/probe/observations.ts';
import { probe } from '../../electron/probe/probe.ts';

/** A test, as it goes over a pipe: certificates and key are DER in base64. */
export interface Errand {
  readonly url: string;
  readonly identity: { readonly name: string; readonly certificates: readonly string[]; readonly key: string } | null;
  readonly known: Knowledge;
  readonly trusted: readonly string[];
  readonly clockAheadMs: number;
  readonly limits: { readonly stepMs: number; readonly totalMs: number } | null;
}

const bytes = (text: string): Uint8Array => Buffer.from(text, 'base64');

async function run({ url, identity, known, trusted, clockAheadMs, limits }: Errand): Promise<string> {
  const [certificate = new Uint8Array(), ...chain] = identity?.certificates.map(bytes) ?? [];
  const report = await probe({
    ...{ url, known },
    identity: identity && { name: identity.name, certificate, chain, key: bytes(identity.key) },
    trusted: trusted.map(bytes),
    now: () => new Date(Date.now() + clockAheadMs),
    ...(limits && { limits }),
  });
  return JSON.stringify(report);
}

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await run(JSON.parse(line) as Errand).then(
    (report) => `ok\t${report}`,
    (error) => `no\t${String(error instanceof Error ? (error.stack ?? error) : error).replace(/\s+/g, ' ')}`,
  );
  process.stdout.write(`${answer}\n`);
}
