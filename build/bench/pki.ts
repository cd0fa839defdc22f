/** Issuing and opening against OpenSSL: prints comparisons as JSON. main.mjs builds it as the app is built, and runs it in Electron's Node. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { profiles } from '../../electron/pki/pkcs12/profile.ts';
import { createNodeLauncher } from '../../electron/process/node-launcher.ts';
import { against, alone, type Comparison } from './comparison.mjs';
import * as openssl from './openssl.ts';
import * as ours from './ours.ts';

/** OpenSSL's own count, where nobody says another. */
const openSslIterations = 2048;

async function timed(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

interface Race {
  readonly ours: () => Promise<void>;
  /** Commands for a shell. */
  readonly theirs: readonly string[];
  readonly rounds: number;
  readonly goal: number;
}

/** In turn, so that whatever else the machine does meets both; the first round of ours only warms up. */
async function race(what: string, folder: string, { ours, theirs, rounds, goal }: Race): Promise<Comparison> {
  await ours();
  const runs = [];
  for (let round = 0; round < rounds; round++) {
    runs.push({ theirs: await timed(() => openssl.inShell(folder, theirs)), ours: await timed(ours) });
  }
  return against(`${what} / OpenSSL`, 'ms', runs, goal);
}

async function compareIssuing(folder: string, rounds: number, count: number): Promise<readonly Comparison[]> {
  const compatible = { profile: 'compatible', iterations: profiles.compatible.iterations } as const;
  const job = { ours: () => ours.wholeJob(folder, compatible), theirs: openssl.wholeJob(compatible), rounds: 2 * rounds, goal: 1 / 5 };
  const rows = [await race('Authority, server, device and bundle', folder, job)];
  const issuer = await ours.newIssuer();
  const batch = (strength: openssl.Strength, size: number, goal: number): Promise<Comparison> => {
    const what = `${size} devices and bundles, ${strength.profile}, ${strength.iterations} rounds`;
    return race(what, folder, {
      ours: () => ours.devices(folder, issuer, size, strength),
      theirs: openssl.devices(size, strength),
      rounds,
      goal,
    });
  };
  rows.push(await batch(compatible, count, 1 / 3), await batch({ profile: 'modern', iterations: openSslIterations }, count, 1 / 8));
  // With as many rounds as we write, both sides do little else but the same rounds, so there is little to win.
  rows.push(await batch({ profile: 'modern', iterations: profiles.modern.iterations }, Math.ceil(count / 10), 1 / 8));
  return rows;
}

function compareOpening(folder: string, rounds: number): Promise<Comparison> {
  openssl.inShell(folder, openssl.wholeJob({ profile: 'modern', iterations: 600_000 }));
  return race('Opening a bundle of 600000 rounds', folder, {
    ours: () => ours.openBundle(folder),
    theirs: openssl.openBundle,
    rounds: 2 * rounds,
    goal: 3,
  });
}

/** Gives up RSA-4096 keys while they are made, and asks at once for the next key. */
async function measureGivingUp(processes: string, rounds: number): Promise<readonly Comparison[]> {
  const launcher = createNodeLauncher({ entryOf: (name) => path.join(processes, `${name}.cjs`) });
  const forge = launcher.start('forge-work');
  const makeKey = (algorithm: 'p256' | 'rsa4096', signal?: AbortSignal) =>
    forge.call('generateKey', { algorithm }, { limitMs: 60_000, signal });
  const released: number[] = [];
  const back: number[] = [];
  for (let round = 0; round < 2 * rounds; round++) {
    await makeKey('p256');
    const givingUp = new AbortController();
    const outcome = makeKey('rsa4096', givingUp.signal).then(
      () => 'made',
      () => 'given up',
    );
    await delay(50);
    const abortedAt = performance.now();
    givingUp.abort();
    if ((await outcome) === 'made') continue;
    released.push(performance.now() - abortedAt);
    await makeKey('p256');
    back.push(performance.now() - abortedAt);
  }
  launcher.stop();
  return [
    alone('RSA-4096 given up: the caller goes on', released, 16),
    alone('RSA-4096 given up: a new process has made the next key', back, null),
  ];
}

const { values } = parseArgs({
  options: {
    processes: { type: 'string', default: '' },
    rounds: { type: 'string', default: '3' },
    devices: { type: 'string', default: '200' },
  },
});
const rounds = Number(values.rounds);
const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-bench-pki-'));
try {
  const rows = [
    ...(await compareIssuing(folder, rounds, Number(values.devices))),
    await compareOpening(folder, rounds),
    ...(await measureGivingUp(values.processes, rounds)),
  ];
  console.log(JSON.stringify(rows));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
