import { createPublicKey } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { newDevice } from '../../electron/pki/test-people.ts';
import { judgeBundles } from './matrix.ts';
import type { Opened } from './readers.ts';
import { inWords, isGreen } from './report.ts';
import { type BundleFile, passphrase } from './samples.ts';

let bundle: BundleFile;
let honest: Opened;
beforeAll(async () => {
  const { key, certificate, authority } = await newDevice();
  const chain = [certificate, Buffer.from(authority.certificate)] as const;
  const device = { label: 'P-256', key, chain, keyFile: '', leafFile: '', authorityFile: '' };
  bundle = { device, server: device, profile: 'modern', file: '' };
  honest = { publicKey: createPublicKey(key), certificates: chain };
});

/** What is said of a reader that finds this under the right passphrase, and refuses or opens under a wrong one. */
async function judged(found: Opened, wrong: 'refuses' | 'opens' = 'refuses') {
  const open = async (_: BundleFile, secret: string): Promise<Opened> => {
    if (secret !== passphrase && wrong === 'refuses') throw new Error('wrong passphrase');
    return found;
  };
  const cells = await judgeBundles([bundle], [{ name: 'Somebody', open }]);
  return { cells, certificates: [], inward: [], skipped: [] };
}

test('a reader that finds key and chain, and refuses a wrong passphrase, is a yes', async () => {
  const report = await judged(honest);
  expect(report.cells).toEqual([{ key: 'P-256', profile: 'modern', reader: 'Somebody', ok: true, detail: 'key and 2 certificates' }]);
  expect(isGreen(report)).toBe(true);
});

test('another key, a missing or a surplus certificate, and a passphrase that does not matter are a no', async () => {
  const stranger = await newDevice('p384');
  const [leaf = Buffer.alloc(0)] = honest.certificates;
  const faults = [
    [judged({ ...honest, publicKey: createPublicKey(stranger.key) }), 'another key'],
    [judged({ ...honest, certificates: [leaf] }), '1 of 2 certificates missing'],
    [judged({ ...honest, certificates: [...honest.certificates, stranger.certificate] }), '1 certificates too many'],
    [judged(honest, 'opens'), 'accepted a wrong passphrase'],
  ] as const;
  for (const [judging, detail] of faults) {
    const report = await judging;
    expect(report.cells).toMatchObject([{ ok: false, detail }]);
    expect(isGreen(report)).toBe(false);
    expect(inWords(report)).toContain(`NO: Somebody, P-256 modern: ${detail}`);
  }
});
