import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openServices, trialFolder } from './test-foundation.ts';

async function openHome() {
  const folder = await trialFolder();
  const desktop = { askSaveFile: async () => path.join(folder, 'device.p12') };
  const services = await openServices({ folder, desktop });
  const home = await services.homes.create({ name: 'Lindenweg', url: 'https://ha.example', road: 'proxy' });
  await services.authorities.create({ homeId: home.id, name: 'Küche CA', key: 'p256' });
  return { folder, services, home };
}

describe('renewing a device', () => {
  test('makes another certificate and key of the same kind, and leaves the old one as it is', async () => {
    const { services, home } = await openHome();
    const old = await services.devices.issue({ homeId: home.id, name: 'Jörg – iPad', platform: 'ios', key: 'p384' });
    await services.bundles.export(old.id, 'compatible');
    const renewed = await services.devices.renew(old.id);
    expect(renewed).toMatchObject({ name: 'Jörg – iPad', platform: 'ios', homeId: home.id, lastExport: null, exports: [], guide: null });
    expect(renewed.certificate.key).toBe('P-384');
    expect(renewed.certificate.serial).not.toBe(old.certificate.serial);
    const [first, second] = await Promise.all([old.id, renewed.id].map((id) => services.devices.identity(id)));
    expect(Buffer.from(first?.key ?? []).equals(Buffer.from(second?.key ?? []))).toBe(false);
    expect(await services.devices.get(old.id)).toMatchObject({ revoked: null, certificate: old.certificate });
  });

  test('gives one back that nobody has yet, instead of a third', async () => {
    const { services, home } = await openHome();
    const old = await services.devices.issue({ homeId: home.id, name: 'Anna', platform: 'android' });
    await services.bundles.export(old.id, 'compatible');
    const renewed = await services.devices.renew(old.id);
    expect(await services.devices.renew(old.id)).toEqual(renewed);
    expect(await services.devices.list()).toHaveLength(2);
  });

  test('takes the authority that the home has now', async () => {
    const { services, home } = await openHome();
    const old = await services.devices.issue({ homeId: home.id, name: 'Anna', platform: 'android' });
    await services.bundles.export(old.id, 'compatible');
    const next = await services.authorities.replace(old.authorityId ?? '', 'Neue CA');
    expect((await services.devices.renew(old.id)).authorityId).toBe(next.id);
  });

  test('is refused for a certificate that no authority of ours signed', async () => {
    const { services, home } = await openHome();
    const ours = await services.devices.issue({ homeId: home.id, name: 'Anna', platform: 'ios' });
    const identity = await services.devices.identity(ours.id);
    const brought = await services.devices.adopt({ name: 'Bob', platform: 'ios', homeId: home.id }, identity);
    await expect(services.devices.renew(brought.id)).rejects.toMatchObject({ code: 'authority-missing' });
  });
});

test('a device remembers its guide and every export, also after a restart', async () => {
  const { folder, services, home } = await openHome();
  const { id, guide } = await services.devices.issue({ homeId: home.id, name: 'Anna', platform: 'ios' });
  expect(guide).toBeNull();
  await services.bundles.export(id, 'compatible');
  await services.bundles.export(id, 'modern');
  const progress = { id: 'ios-app', ticked: ['save-to-files', 'ios-version'] } as const;
  expect((await services.devices.noteGuide(id, progress)).guide).toEqual(progress);
  const again = await openServices({ folder });
  const device = await again.devices.get(id);
  expect(device.guide).toEqual(progress);
  expect(device.exports.map(({ form }) => form)).toEqual(['compatible', 'modern']);
  expect(device.lastExport).toEqual(device.exports[1]);
});
