import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import type { ExportForm } from '../contract/entities.ts';
import type { HandoffChange, LocalAddress } from '../contract/handoff.ts';
import { issueDeviceAuthority } from '../pki/issue.ts';
import { exportKey, generateKey } from '../pki/key.ts';
import { handoffService } from './handoff.ts';
import { openServices, trialFolder } from './test-foundation.ts';

const loopback: LocalAddress = { address: '127.0.0.1', interface: 'lo', kind: 'network', cidr: '127.0.0.1/8' };

/** A device that was exported, and a service that finds this computer on its loopback. */
async function trial(form: ExportForm = 'compatible') {
  const folder = await trialFolder();
  const file = path.join(folder, form === 'pem' ? 'anna.pem' : 'anna.p12');
  const services = await openServices({ folder, desktop: { askSaveFile: async () => file } });
  const home = await services.homes.create({ name: 'Home', url: 'https://ha.example', road: 'proxy' });
  await services.authorities.create({ homeId: home.id, name: 'CA', key: 'p256' });
  const device = await services.devices.issue({ homeId: home.id, name: 'Anna – iPhone', platform: 'ios' });
  const saved = await services.bundles.export(device.id, form);
  if (saved.phase !== 'saved') throw new Error('not saved');
  const changes: HandoffChange[] = [];
  const emit = (_event: string, payload: unknown) => void changes.push(payload as HandoffChange);
  const handoffs = handoffService({ now: () => new Date(), emit } as Parameters<typeof handoffService>[0], services.bundles, () => [
    loopback,
  ]);
  return { handoffs, bundles: services.bundles, file, exportId: saved.exportId, changes };
}

test('an exported bundle is to be had at its link, byte for byte, and everybody is told', async () => {
  const { handoffs, exportId, file, changes } = await trial();
  const { url, handoffId, answersHere, address } = await handoffs.start(exportId, '127.0.0.1');
  expect([answersHere, address]).toEqual([true, loopback]);
  const answer = await fetch(`${url}/device.p12`);
  expect(Buffer.from(await answer.arrayBuffer()).equals(await readFile(file))).toBe(true);
  await vi.waitFor(() => expect(changes.at(-1)).toMatchObject({ handoffId, refused: 0, state: { phase: 'downloaded' } }));
  handoffs.stop(handoffId);
});

test('the next link takes the place of the one before, which can be stopped no more', async () => {
  const { handoffs, exportId, changes } = await trial();
  const first = await handoffs.start(exportId, '127.0.0.1');
  const second = await handoffs.start(exportId, '127.0.0.1');
  expect(changes).toEqual([{ handoffId: first.handoffId, state: { phase: 'stopped' }, refused: 0 }]);
  await expect(fetch(first.url)).rejects.toThrow();
  handoffs.stop(first.handoffId);
  expect((await fetch(second.url)).status).toBe(200);
  handoffs.stop(second.handoffId);
  await expect(fetch(second.url)).rejects.toThrow();
});

test('a file that somebody changed after it was checked is not handed over', async () => {
  const { handoffs, exportId, file } = await trial();
  await writeFile(file, 'something else');
  await expect(handoffs.start(exportId, '127.0.0.1')).rejects.toMatchObject({ code: 'handoff-file-changed', facts: { file: 'anna.p12' } });
});

test('nothing but the bundle of a device is handed over, and only where this computer is', async () => {
  const { handoffs, exportId } = await trial('pem');
  await expect(handoffs.start(exportId, '127.0.0.1')).rejects.toMatchObject({ code: 'handoff-device-bundles-only' });
  await expect(handoffs.start('nobody', '127.0.0.1')).rejects.toMatchObject({ code: 'record-missing' });
  const bundle = await trial();
  await expect(bundle.handoffs.start(bundle.exportId, '192.0.2.1')).rejects.toMatchObject({ code: 'handoff-address-gone' });
});

test('an authority is not handed over, though it was exported', async () => {
  const { handoffs, bundles } = await trial();
  const key = await generateKey('p256');
  const certificate = await issueDeviceAuthority({ name: 'CA', key, now: new Date() });
  const saved = await bundles.save({ name: 'CA', key: exportKey(key), chain: [certificate] }, 'compatible');
  if (saved.phase !== 'saved') throw new Error('not saved');
  await expect(handoffs.start(saved.exportId, '127.0.0.1')).rejects.toMatchObject({ code: 'handoff-device-bundles-only' });
});
