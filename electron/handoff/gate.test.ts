import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge, visitCounter } from './gate.ts';

const link = { host: '192.168.1.20:49321', pagePath: '/AAAAAAAAAAAAAAAAAAAAAA', filePath: '/AAAAAAAAAAAAAAAAAAAAAA/device.p12' };

type Asked = Parameters<typeof judge>[0];
const asked = ({ method = 'GET', url = link.pagePath, hosts = [link.host] as readonly string[], headers = {} } = {}): Asked =>
  ({ method, url, headers, rawHeaders: ['Accept', '*/*', ...hosts.flatMap((host) => ['hOsT', host])] }) as unknown as Asked;

describe('the gate', () => {
  test('opens to the two paths', () => {
    expect(judge(asked(), link)).toBe('page');
    expect(judge(asked({ url: link.filePath, method: 'HEAD' }), link)).toBe('file');
  });

  test('stays shut to every other path', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.webUrl(),
          fc.string().map((rest) => link.pagePath + rest),
          fc.mixedCase(fc.constant(link.pagePath)),
        ),
        (url) => {
          fc.pre(url !== link.pagePath && url !== link.filePath);
          expect(['unknown', 'idle']).toContain(judge(asked({ url }), link));
        },
      ),
    ));

  test('stays shut under every other name', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.domain(),
          fc.ipV4(),
          fc.ipV6(),
          fc.string(),
          fc.nat(65_535).map((port) => `192.168.1.20:${port}`),
        ),
        (host) => {
          fc.pre(host !== link.host);
          expect(judge(asked({ hosts: [host] }), link)).toBe('misdirected');
        },
      ),
    ));

  test.each([[[]], [[link.host, link.host]], [[link.host, 'evil.example']], [[link.host.toUpperCase(), link.host]], [[` ${link.host}`]]])(
    'wants one name: %j',
    (hosts) => expect(judge(asked({ hosts }), link)).toBe('misdirected'),
  );

  test('takes nothing in', () => {
    expect(judge(asked({ method: 'POST' }), link)).toBe('bad-method');
    expect(judge(asked({ headers: { 'content-length': '1' } }), link)).toBe('body');
    expect(judge(asked({ headers: { 'transfer-encoding': 'chunked' } }), link)).toBe('body');
    expect(judge(asked({ headers: { 'content-length': '0' } }), link)).toBe('page');
  });

  test('counts no guess where a browser asks by habit', () => {
    expect(judge(asked({ url: '/favicon.ico' }), link)).toBe('idle');
    expect(judge(asked({ url: '/robots.txt' }), link)).toBe('unknown');
  });
});

test('one who asks too often does not use up the turns of another', () => {
  let time = 0;
  const mayCome = visitCounter(() => new Date(time));
  const turns = Array.from({ length: 45 }, () => mayCome('192.168.1.30'));
  expect(turns.filter(Boolean)).toHaveLength(40);
  expect(mayCome('192.168.1.31')).toBe(true);
  time = 10_000;
  expect(mayCome('192.168.1.30')).toBe(true);
});
