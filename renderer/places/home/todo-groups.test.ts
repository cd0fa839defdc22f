import { describe, expect, test } from 'vitest';
import type { Todo, TodoKind } from '../../../electron/contract/deploy.ts';
import type { Device, Home } from '../../../electron/contract/entities.ts';
import { canBeTold, proofOf, todoGroups } from './todo-groups.ts';

const todo = (id: string, kind: TodoKind, deviceId: string | null = null): Todo => ({
  id,
  kind,
  since: '2026-11-21T12:00:00Z',
  about: id,
  deviceId,
});
const device = (id: string, key: Device['key']): Device => ({
  id,
  name: `name of ${id}`,
  platform: 'ios',
  homeId: 'h1',
  authorityId: 'a1',
  key,
  createdAt: '2026-01-01T00:00:00Z',
  exports: [],
  lastExport: null,
  revoked: { at: '2026-11-21T12:00:00Z', reason: 'keyCompromise' },
  guide: null,
  certificate: {
    commonName: id,
    subject: `CN=${id}`,
    issuer: 'CN=devices',
    serial: '40',
    fingerprint: 'ab',
    notBefore: '2026-01-01T00:00:00Z',
    notAfter: '2028-01-01T00:00:00Z',
    san: [],
    eku: ['clientAuth'],
    isCa: false,
    key: 'P-256',
  },
});
const proxy = {
  upstream: 'http://192.168.1.5:8123',
  folder: '/etc/nginx/latchkey',
  ipv6: false,
  openPaths: [],
  insidePort: null,
} as const;

test('changes of one kind stand together, and who is to be shut out comes first', () => {
  const list = [todo('server', 'server-certificate'), todo('anna', 'revocation', 'd1'), todo('bob', 'revocation', 'd2')];
  expect(todoGroups(list).map(({ kind, todos }) => [kind, todos.map(({ id }) => id)])).toEqual([
    ['revocation', ['anna', 'bob']],
    ['server-certificate', ['server']],
  ]);
  expect(todoGroups([])).toEqual([]);
});

describe('the proof', () => {
  const revocation = todo('anna', 'revocation', 'd1');
  const home = { deviceAuthorityId: 'a2' } as Home;
  const renewed: Device = { ...device('d2', 'here'), authorityId: 'a2', revoked: null };

  test('of a revocation is a test as that device', () =>
    expect(proofOf(revocation, home, [device('d1', 'here')])).toMatchObject({ by: 'test', device: { id: 'd1' } }));

  test.each([
    ['whose key is elsewhere', [device('d1', 'elsewhere')]],
    ['that was removed', [device('d2', 'here')]],
  ])('of the revocation of a device %s is a word', (_, devices) => expect(proofOf(revocation, home, devices)).toEqual({ by: 'word' }));

  test('of a new device authority is a test as one of its devices', () =>
    expect(proofOf(todo('new', 'device-authority'), home, [device('d1', 'here'), renewed])).toEqual({ by: 'test', device: renewed }));

  test.each([
    ['none', []],
    ['none but of the old authority', [{ ...renewed, authorityId: 'a1' }]],
    ['none but a revoked one', [{ ...renewed, revoked: device('d2', 'here').revoked }]],
    ['none but one whose key is elsewhere', [{ ...renewed, key: 'elsewhere' as const }]],
  ])('of a new device authority waits for a device while there is %s', (_, devices) =>
    expect(proofOf(todo('new', 'device-authority'), home, devices)).toEqual({ by: 'test-later' }),
  );

  test('of a new server certificate is a test as any device', () =>
    expect(proofOf(todo('new', 'server-certificate'), home, [])).toEqual({ by: 'test', device: null }));
});

test.each([
  ['nginx', true],
  ['caddy', true],
  ['traefik', false],
  ['home-assistant', false],
] as const)('that %s can be told of a revocation is %s', (target, can) => {
  expect(canBeTold('revocation', { ...proxy, target })).toBe(can);
  expect(canBeTold('server-certificate', { ...proxy, target })).toBe(true);
});
