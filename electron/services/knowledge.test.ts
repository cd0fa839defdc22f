import path from 'node:path';
import { expect, test } from 'vitest';
import { RecordStore } from '../vault/store.ts';
import { knowledgeOf } from './knowledge.ts';
import { recordSchemas } from './records.ts';
import { openServices, trialFolder } from './test-foundation.ts';

const proxy = {
  target: 'nginx',
  upstream: 'http://192.168.1.5:8123',
  folder: '/etc/nginx/latchkey',
  ipv6: false,
  openPaths: ['/api/webhook/abc'],
  insidePort: null,
  savedAt: '2026-11-21T12:00:00.000Z',
} as const;

/** A home with two device authorities, the second of them in use, and a server certificate of ours. */
async function furnishedHome() {
  const folder = await trialFolder();
  const services = await openServices({ folder });
  const { id } = await services.homes.create({ name: 'Küche', url: 'https://ha.example' });
  const old = await services.authorities.create({ homeId: id, name: 'Old', key: 'p256' });
  const present = await services.authorities.replace(old.id, 'New');
  await services.authorities.crlOf(present.id);
  const server = await services.certificates.issueServer({ homeId: id, names: [{ kind: 'dns', value: 'ha.example' }], validityDays: 30 });
  const change = async (changes: Parameters<typeof services.homes.change>[1]) => {
    await services.homes.change(id, changes);
  };
  await change({ proxy: { ...proxy, openPaths: [...proxy.openPaths] } });
  const records = new RecordStore({ folder: path.join(folder, 'records'), readers: recordSchemas });
  await records.open();
  return { old, present, server, change, know: async () => knowledgeOf({ records }, await records.get('home', id), null) };
}

test('what the app made for a home is known of its door', async () => {
  const { old, present, server, know } = await furnishedHome();
  expect(await know()).toEqual({
    revokedAt: null,
    crlUntil: present.certificate.notAfter,
    authorities: [present, old].map(({ certificate: { subject, fingerprint } }) => ({ subject, fingerprint })),
    serverFingerprint: server.certificate.fingerprint,
    proxy: { target: 'nginx', folder: '/etc/nginx/latchkey', upstream: 'http://192.168.1.5:8123' },
    openPaths: ['/api/webhook/abc'],
    road: 'proxy',
  });
});

test('a list that the proxy does not read says nothing of it, nor does a certificate that is not in use', async () => {
  const { change, know } = await furnishedHome();
  await change({ publicCertificate: true, proxy: { ...proxy, target: 'traefik', openPaths: [] } });
  expect(await know()).toMatchObject({ crlUntil: null, serverFingerprint: null, openPaths: [] });
});

test('over Cloudflare the open paths are those of its rule', async () => {
  const { change, know } = await furnishedHome();
  const rule = { openPaths: ['/api/webhook/'], issuer: null, savedAt: '2026-11-21T12:00:00.000Z' };
  await change({ road: 'cloudflare', proxy: null, cloudflare: { service: null, rule, applied: null } });
  expect(await know()).toMatchObject({ road: 'cloudflare', proxy: null, crlUntil: null, openPaths: ['/api/webhook/'] });
});
