import { expect, test } from 'vitest';
import type { Device } from '../../../electron/contract/entities.ts';
import { newerOf, olderOf } from './replacement.ts';

const device = (id: string, change: Partial<Device> = {}): Device =>
  ({
    id,
    name: 'Anna – iPhone',
    homeId: 'h1',
    revoked: null,
    createdAt: `2026-0${id}-01T00:00:00Z`,
    certificate: { notAfter: '2028-01-01T00:00:00Z' },
    ...change,
  }) as Device;

const now = Date.parse('2026-11-21T00:00:00Z');
const [first, second, third] = [device('1'), device('2'), device('3')];

test('the newest certificate of a device takes the place of all before it', () => {
  const all = [first, third, second];
  expect([first, second, third].map((one) => newerOf(one, all)?.id)).toEqual(['3', '3', undefined]);
  expect([first, second, third].map((one) => olderOf(one, all, now)?.id)).toEqual([undefined, '1', '2']);
});

test('another name or another home is another device', () => {
  const others = [device('2', { name: 'Bob' }), device('3', { homeId: 'h2' }), device('4', { homeId: null })];
  expect(newerOf(first, [first, ...others])).toBeNull();
});

test('what is revoked takes no place, and what is revoked or has ended needs no revoking', () => {
  const revoked = { at: '2026-11-01T00:00:00Z', reason: 'superseded' } as const;
  expect(newerOf(first, [first, device('2', { revoked })])).toBeNull();
  expect(olderOf(second, [device('1', { revoked }), second], now)).toBeNull();
  const ended = { notAfter: '2026-11-20T00:00:00Z' } as Device['certificate'];
  expect(olderOf(second, [device('1', { certificate: ended }), second], now)).toBeNull();
});
