import { expect, test } from 'vitest';
import { openServices, trialFolder } from './test-foundation.ts';

const dayMs = 86_400_000;
const start = Date.parse('2026-11-21T20:00:00Z');

/** A home whose device authority was made at the start, opened again some days later. */
async function openLater(days: number) {
  const folder = await trialFolder();
  const first = await openServices({ folder, now: () => new Date(start) });
  const { id: homeId } = await first.homes.create({ name: 'Küche', url: 'https://ha.example' });
  await first.authorities.create({ homeId, name: 'Küche & Söhne CA', key: 'p256' });
  const services = await openServices({ folder, now: () => new Date(start + days * dayMs + 1000) });
  return { ...services, plan: { homeId, name: 'Anna – iPhone', key: 'p256', validityDays: 730 } as const };
}

test('an ordinary device has nothing against it', async () => {
  const { devices, plan } = await openLater(0);
  expect(await devices.lint(plan)).toEqual([]);
});

test('what is not proved, or comes out otherwise than it was typed, is said and does not stop', async () => {
  const { devices, plan } = await openLater(3600);
  const odd = { ...plan, name: 'anna.phone', key: 'p384' } as const;
  expect(await devices.lint(odd)).toMatchObject([
    { code: 'common-name-looks-like-host', severity: 'warning', facts: { commonName: 'anna·phone' } },
    { code: 'validity-beyond-authority', severity: 'warning', facts: { validityDays: 730, days: 49 } },
    { code: 'curve-unproved-on-phones', severity: 'warning' },
  ]);
  const device = await devices.issue({ ...odd, platform: 'ios' });
  expect(device.certificate).toMatchObject({ commonName: 'anna·phone', key: 'P-384' });
  expect(new Date(device.certificate.notAfter).getTime()).toBeLessThanOrEqual(start + 3650 * dayMs);
});

test('an authority that has ended issues nothing', async () => {
  const { devices, plan } = await openLater(3651);
  expect(await devices.lint(plan)).toMatchObject([{ code: 'authority-ended', severity: 'error' }]);
  await expect(devices.issue({ ...plan, platform: 'ios' })).rejects.toMatchObject({
    code: 'lint-refused',
    facts: { finding: 'authority-ended' },
  });
  expect(await devices.list()).toEqual([]);
});
