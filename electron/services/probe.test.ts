import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Events } from '../contract/ipc.ts';
import { homeAssistant, houseBehindTls } from '../probe/test-doors.ts';
import { openServices, trialFolder } from './test-foundation.ts';

const setup = {
  target: 'nginx',
  upstream: 'http://127.0.0.1:1',
  folder: '/etc/nginx/latchkey',
  ipv6: false,
  openPaths: [],
  insidePort: null,
} as const;

/** A home whose own server certificate stands in a door that asks nobody for a certificate; `start` knocks there. */
async function openDoor() {
  const folder = await trialFolder();
  const done: ((ended: Events['job:done']) => void)[] = [];
  const services = await openServices({
    folder,
    desktop: { askFolder: async () => folder },
    emit: (event, payload) => event === 'job:done' && done.shift()?.(payload as Events['job:done']),
  });
  const { id } = await services.homes.create({ name: 'Lindenweg', url: 'https://localhost' });
  await services.authorities.create({ homeId: id, name: 'Lindenweg', key: 'p256' });
  await services.certificates.issueServer({ homeId: id, names: [{ kind: 'dns', value: 'localhost' }], validityDays: 30 });
  await services.deploy.save(id, setup);
  const [cert, key] = ['server.crt', 'server.key'].map((file) => readFileSync(path.join(folder, 'latchkey-localhost', file)));
  const door = await houseBehindTls(homeAssistant, { cert, key });
  onTestFinished(door.close);
  const url = `https://localhost:${door.port}`;
  await services.homes.change(id, { url });

  const start = (target: Parameters<typeof services.probes.start>[0]) => {
    const ended = new Promise<Events['job:done']>((resolve) => done.push(resolve));
    return { ...services.probes.start(target), ended };
  };
  return { services, folder, homeId: id, url, start };
}

const serverCertificate = { id: 'server-certificate', state: 'passed' };

test("a home's own server authority is trusted, and the report is kept with the home", async () => {
  const { services, homeId, start } = await openDoor();
  const { outcome } = await start({ homeId, deviceId: null }).ended;
  expect(outcome).toMatchObject({
    ok: true,
    value: { verdict: 'open', rungs: expect.arrayContaining([expect.objectContaining(serverCertificate)]) },
  });
  expect((await services.homes.get(homeId)).lastProbe?.verdict).toBe('open');
});

test('a bundle that is only offered is tested with the trust of the home at that address, and leaves no report', async () => {
  const { services, folder, homeId, url, start } = await openDoor();
  const file = path.join(folder, 'theirs.p12');
  const openssl = (line: string) => execFileSync('openssl', line.split(' '), { cwd: folder, stdio: 'pipe' });
  openssl('req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout k.pem -out c.pem -subj /CN=theirs -days 2');
  openssl('pkcs12 -export -inkey k.pem -in c.pem -out theirs.p12 -passout pass:');
  const { importId } = await services.offers.offer(file);
  const { outcome } = await start({ url, importId }).ended;
  expect(outcome).toMatchObject({
    ok: true,
    value: { device: 'theirs', rungs: expect.arrayContaining([expect.objectContaining(serverCertificate)]) },
  });
  expect((await services.homes.get(homeId)).lastProbe).toBeNull();
});

test('a test that is cancelled says so and is forgotten', async () => {
  const { services, homeId, start } = await openDoor();
  const { jobId, ended } = start({ homeId, deviceId: null });
  services.jobs.cancel(jobId);
  expect(await ended).toEqual({ jobId, outcome: { ok: false, failure: { code: 'job-cancelled', facts: {} } } });
  expect((await services.homes.get(homeId)).lastProbe).toBeNull();
});

test('a device that is gone cannot be tested', async () => {
  const { homeId, start } = await openDoor();
  const { outcome } = await start({ homeId, deviceId: '00000000-0000-4000-8000-000000000000' }).ended;
  expect(outcome).toMatchObject({ ok: false, failure: { code: 'record-missing' } });
});

test('every test of a home is remembered, but how its door stands is told by its own devices alone', async () => {
  const { services, homeId, start } = await openDoor();
  await start({ homeId, deviceId: null }).ended;
  const elsewhere = await services.homes.create({ name: 'Ferienhaus', url: 'https://127.0.0.1:9' });
  await services.authorities.create({ homeId: elsewhere.id, name: 'Ferienhaus', key: 'p256' });
  const guest = await services.devices.issue({ homeId: elsewhere.id, name: 'Gast', platform: 'other' });
  await start({ homeId, deviceId: guest.id }).ended;
  expect(await services.history.list(homeId)).toMatchObject([{ deviceId: guest.id }, { deviceId: null }]);
  expect((await services.homes.get(homeId)).lastProbe?.device).toBeNull();
  expect(await services.history.list(elsewhere.id)).toEqual([]);
});

test('a home is tested by itself as the device that was chosen, until that is switched off', async () => {
  const { services, homeId } = await openDoor();
  const device = await services.devices.issue({ homeId, name: 'Anna', platform: 'other' });
  const schedule = { every: 'weekly', deviceId: device.id } as const;
  expect(await services.schedule.set(homeId, schedule)).toMatchObject({ schedule });
  await services.schedule.look();
  expect(await services.history.list(homeId)).toMatchObject([{ deviceId: device.id, report: { device: expect.stringContaining('Anna') } }]);
  expect(await services.schedule.set(homeId, null)).toMatchObject({ schedule: null });
});
