import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { Failure } from '../contract/failure.ts';
import { exportKey, generateKey } from '../pki/key.ts';
import type { Work } from './foundation.ts';
import { openServices, trialFolder } from './test-foundation.ts';

/** An RSA key takes for ever here, unless it is given up. */
const rsaNeverEnds: Work['generateKey'] = async (algorithm, signal) => {
  if (!algorithm.startsWith('rsa')) return exportKey(await generateKey(algorithm));
  return new Promise((_, reject) => {
    const giveUp = () => reject(new Failure('job-cancelled'));
    if (signal?.aborted) giveUp();
    signal?.addEventListener('abort', giveUp);
  });
};

async function openHome() {
  const services = await openServices({ folder: await trialFolder(), work: { generateKey: rsaNeverEnds } });
  const { id: homeId } = await services.homes.create({ name: 'Küche', url: 'https://ha.example' });
  const makeAuthority = (key: 'p256' | 'rsa4096', jobId: string) =>
    services.jobs.run(jobId, (signal) => services.authorities.create({ homeId, name: 'Küche & Söhne CA', key }, signal));
  const issue = (name: string, key: 'p256' | 'rsa4096', jobId?: string) =>
    services.jobs.run(jobId, (signal) => services.devices.issue({ homeId, name, platform: 'ios', key }, signal));
  return { services, makeAuthority, issue };
}

const cancelled = { code: 'job-cancelled' };

test('an authority that is given up while its key is made leaves nothing, and the next one is made', async () => {
  const { services, makeAuthority } = await openHome();
  const jobId = randomUUID();
  const making = makeAuthority('rsa4096', jobId);
  services.jobs.cancel(jobId);
  await expect(making).rejects.toMatchObject(cancelled);
  expect(await services.authorities.list()).toEqual([]);
  expect(await makeAuthority('p256', jobId)).toMatchObject({ certificate: { key: 'P-256' } });
});

test('work that is given up while it waits its turn is never begun, and what waits behind it goes on', async () => {
  const { services, makeAuthority, issue } = await openHome();
  await makeAuthority('p256', randomUUID());
  const [first, second] = [randomUUID(), randomUUID()];
  const outcomes = Promise.allSettled([issue('Anna', 'rsa4096', first), issue('Jörg', 'rsa4096', second), issue('Mia', 'p256')]);
  services.jobs.cancel(second);
  services.jobs.cancel(first);
  expect(await outcomes).toMatchObject([{ reason: cancelled }, { reason: cancelled }, { value: { name: 'Mia' } }]);
  expect((await services.devices.list()).map(({ name }) => name)).toEqual(['Mia']);
});

test('work that has ended, or that never was, can be cancelled without harm', async () => {
  const { services, makeAuthority } = await openHome();
  const jobId = randomUUID();
  const { id } = await makeAuthority('p256', jobId);
  services.jobs.cancel(jobId);
  services.jobs.cancel(randomUUID());
  expect(await services.authorities.list()).toMatchObject([{ id }]);
});
