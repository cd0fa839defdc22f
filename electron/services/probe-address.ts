import path from 'node:path';
import { Failure } from '../contract/failure.ts';
import type { ProbeReport, Rung } from '../contract/probe.ts';
import { leavesIn } from '../pki/identity.ts';
import { probe } from '../probe/probe.ts';
import type { Work } from './foundation.ts';
import { type FileChoice, openFile } from './inspect.ts';

export type ProbeWork = Pick<Work, 'open' | 'identity'>;

/** A door of which nothing is known but its address. */
export interface AddressTest {
  readonly url: string;
  /** Holds a certificate with its key, the first of which is shown; null knocks as a stranger only. */
  readonly bundle: FileChoice | null;
  /** A file with authorities that may vouch for the server, beside the public ones. */
  readonly ca: string | null;
  readonly signal: AbortSignal;
  readonly onRung: (rung: Rung) => void;
}

/**
 * Tests an address, with files that are not kept.
 *
 * @throws Failure job-cancelled; file-…; as `readContent` and `identityIn`
 */
export async function probeAddress(work: ProbeWork, { url, bundle, ca, signal, onRung }: AddressTest): Promise<ProbeReport> {
  const trusted = ca === null ? [] : await readRoots(work, ca, signal);
  const identity = bundle && (await readIdentity(work, bundle, signal));
  return probe({ url, identity, trusted, now: () => new Date(), signal, onRung });
}

async function readIdentity(work: ProbeWork, bundle: FileChoice, signal: AbortSignal) {
  const { content } = await openFile(bundle, (bytes, passphrase) => work.open(bytes, passphrase, signal));
  const { key, name, chain } = await work.identity(content, leavesIn(content)[0] ?? null);
  const [certificate, ...issuers] = chain;
  if (certificate === undefined) throw new Failure('bundle-no-key');
  return { key, certificate, chain: issuers, name: name || path.parse(bundle.path).name };
}

async function readRoots(work: ProbeWork, ca: string, signal: AbortSignal): Promise<readonly Uint8Array[]> {
  const { content } = await openFile({ path: ca, passphrase: null }, (bytes, passphrase) => work.open(bytes, passphrase, signal));
  if (content.certificates.length === 0) throw new Failure('file-nothing-usable', { file: path.basename(ca) });
  return content.certificates;
}
