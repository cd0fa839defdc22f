import { expect, test, vi } from 'vitest';
import { Failure } from '../contract/failure.ts';
import type { Handlers } from './handlers.ts';
import { buildRouter } from './router.ts';
import { isOurFrame } from './sender.ts';

function routerWith(handlers: Partial<Handlers>, reportBug = vi.fn()) {
  return { route: buildRouter(handlers as Handlers, reportBug), reportBug };
}

test('a request reaches its handler parsed and normalised', async () => {
  const create = vi.fn<Handlers['home:create']>();
  const { route } = routerWith({ 'home:create': create });
  expect(await route('home:create', { name: ' Lindenweg ', url: 'https://HA.example/', more: 1 })).toMatchObject({ ok: true });
  expect(create).toHaveBeenCalledWith({ name: 'Lindenweg', url: 'https://ha.example', road: 'proxy' });
});

test.each([
  ['home:create', { name: 'x', url: 'http://x' }, 'url'],
  ['home:create', null, ''],
  ['vault:open', 'anything', ''],
  ['bundle:export', { deviceId: '../../etc/passwd', profile: 'compatible' }, 'deviceId'],
  ['no:such-channel', {}, 'channel'],
  ['__proto__', {}, 'channel'],
  ['constructor', {}, 'channel'],
  [42, {}, 'channel'],
])('%j with %j is refused, naming the field', async (channel, request, field) => {
  const { route, reportBug } = routerWith({});
  expect(await route(channel, request)).toMatchObject({ ok: false, failure: { code: 'input-invalid', facts: { field } } });
  expect(reportBug).not.toHaveBeenCalled();
});

test('a refusal never repeats what was sent', async () => {
  const { route } = routerWith({});
  const answer = await route('authority:back-up', { authorityId: 'x', passphrase: 'correct horse battery' });
  expect(JSON.stringify(answer)).not.toContain('horse');
});

test('expected trouble crosses as its code and facts', async () => {
  const { route, reportBug } = routerWith({
    'home:list': () => {
      throw new Failure('file-disk-full', { file: 'a.p12' });
    },
  });
  expect(await route('home:list', undefined)).toEqual({ ok: false, failure: { code: 'file-disk-full', facts: { file: 'a.p12' } } });
  expect(reportBug).not.toHaveBeenCalled();
});

test('a bug is reported, and the window learns no more than that', async () => {
  const { route, reportBug } = routerWith({ 'home:list': () => Promise.reject(new TypeError('secret inside')) });
  expect(await route('home:list', undefined)).toEqual({ ok: false, failure: { code: 'internal', facts: {} } });
  expect(reportBug).toHaveBeenCalledOnce();
});

test('only the top frame of our own page is listened to', () => {
  const origin = 'app://latchkey';
  expect(isOurFrame({ origin, parent: null }, origin)).toBe(true);
  expect(isOurFrame({ origin, parent: {} }, origin)).toBe(false);
  expect(isOurFrame({ origin: 'https://evil.example', parent: null }, origin)).toBe(false);
  expect(isOurFrame(null, origin)).toBe(false);
});
