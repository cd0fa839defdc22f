import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { handoffLifeMs } from '../contract/handoff.ts';
import { answersHere } from './self-check.ts';
import { openHandoff } from './server.ts';
import { ask, bytes, loopback, say, testLink } from './test-link.ts';

const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1';

describe('a link', () => {
  test('holds 128 random bits that differ each time, at the chosen address', async () => {
    const links = await Promise.all([testLink(), testLink()]);
    for (const { url } of links) expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{22}$/);
    expect(new Set(links.map(({ pagePath }) => pagePath)).size).toBe(2);
  });

  test('gives the page as often as it is asked for, and says who opened it', async () => {
    const { origin, pagePath, said } = await testLink();
    for (let time = 0; time < 3; time += 1) {
      const { status, headers, body } = await ask(origin, pagePath, { headers: { 'user-agent': iphone } });
      expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(body.toString()).toContain('On this iPhone or iPad');
    }
    expect(said).toEqual([{ phase: 'opened', by: { address: '127.0.0.1', handset: 'ios' } }]);
  });

  test('gives the file once, byte for byte, and then says that it is gone', async () => {
    const { origin, pagePath, filePath, said } = await testLink();
    const { status, headers, body } = await ask(origin, filePath);
    expect(status).toBe(200);
    expect(body.equals(bytes)).toBe(true);
    expect(headers).toMatchObject({ 'content-type': 'application/x-pkcs12', 'content-length': '4096', 'cache-control': 'no-store' });
    expect(headers['content-disposition']).toBe(`attachment; filename="Anna _ iPhone.p12"; filename*=UTF-8''Anna%20%E2%80%93%20iPhone.p12`);
    await vi.waitFor(() => expect(said.at(-1)).toEqual({ phase: 'downloaded', by: { address: '127.0.0.1', handset: 'other' } }));
    for (const path of [filePath, pagePath]) {
      const again = await ask(origin, path);
      expect(again.status).toBe(410);
      expect(again.body.toString()).toContain('This file was downloaded already');
    }
  });

  test('gives two that ask at once one file', async () => {
    const { origin, filePath } = await testLink();
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(origin, filePath)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.every((status) => [200, 410, 503].includes(status))).toBe(true);
  });

  test('may be asked again by a phone that broke the first download off', async () => {
    const { origin, host, filePath, said } = await testLink();
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(`GET ${filePath} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    await once(socket, 'readable');
    socket.resetAndDestroy();
    await vi.waitFor(async () => expect((await ask(origin, filePath)).status).toBe(200), { timeout: 5_000 });
    await vi.waitFor(() => expect(said.map(({ phase }) => phase)).toEqual(['downloaded']));
  });

  test('answers HEAD without counting a visit or a download', async () => {
    const { origin, pagePath, filePath, url, said } = await testLink();
    expect(await ask(origin, filePath, { method: 'HEAD' })).toMatchObject({ status: 200, body: Buffer.alloc(0) });
    expect((await ask(origin, filePath, { method: 'HEAD' })).headers['content-length']).toBe('4096');
    expect((await ask(origin, pagePath, { method: 'HEAD' })).status).toBe(200);
    expect(await answersHere(url)).toBe(true);
    expect(said).toEqual([]);
    expect((await ask(origin, filePath)).status).toBe(200);
  });

  test('ends after five minutes, also where the computer slept meanwhile', async () => {
    const { origin, filePath, sleep, said } = await testLink();
    sleep(handoffLifeMs - 1);
    expect((await ask(origin, filePath, { method: 'HEAD' })).status).toBe(200);
    sleep(1);
    const late = await ask(origin, filePath);
    expect(late.status).toBe(410);
    expect(late.body.toString()).toContain('This link has ended');
    expect(said).toEqual([{ phase: 'expired' }]);
  });

  test('notices by itself that its time is over', async () => {
    const { sleep, said } = await testLink();
    sleep(handoffLifeMs);
    await vi.waitFor(() => expect(said).toEqual([{ phase: 'expired' }]), { timeout: 5_000 });
  });

  test('closes when it is stopped, and says so once', async () => {
    const { origin, pagePath, stop, said, url } = await testLink();
    stop();
    stop();
    await expect(ask(origin, pagePath)).rejects.toThrow('ECONNREFUSED');
    expect(await answersHere(url)).toBe(false);
    expect(said).toEqual([{ phase: 'stopped' }]);
  });

  test('closes some seconds after its download', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { origin, filePath, said } = await testLink();
      await ask(origin, filePath);
      while (said.length === 0) await new Promise(setImmediate);
      expect((await ask(origin, filePath)).status).toBe(410);
      vi.advanceTimersByTime(10_000);
      await expect(ask(origin, filePath)).rejects.toThrow('ECONNREFUSED');
    } finally {
      vi.useRealTimers();
    }
  });

  test('of an address that is not ours any more is refused', async () => {
    const address = { ...loopback, address: '203.0.113.77', cidr: '203.0.113.77/24' };
    const opening = openHandoff({ address, file: { name: 'x.p12', bytes }, now: () => new Date(), onChange: () => undefined });
    await expect(opening).rejects.toMatchObject({ code: 'handoff-address-gone', facts: { address: '203.0.113.77' } });
  });
});

describe('a stranger', () => {
  test('finds nothing at any other path; after twenty tries the link closes', async () => {
    const { origin, pagePath, filePath, said, refused } = await testLink();
    const wrong = ['/', '', pagePath.slice(0, -1), `${pagePath}/`, `${pagePath}?a`, `${filePath}/..`, pagePath.toUpperCase()];
    for (const path of wrong) expect((await ask(origin, path || '/')).status).toBe(404);
    expect(refused()).toBe(wrong.length);
    expect((await ask(origin, '/favicon.ico')).status).toBe(404);
    expect(refused()).toBe(wrong.length);
    for (let tries = wrong.length; tries < 20; tries += 1) await ask(origin, '/x').catch(() => undefined);
    expect([said.at(-1), refused()]).toEqual([{ phase: 'guessed' }, 20]);
    await expect(ask(origin, pagePath)).rejects.toThrow('ECONNREFUSED');
  });

  test.each(['localhost', 'evil.example', '127.0.0.1', '127.0.0.1:1', '127.1', '[::1]'])(
    'who comes under the name %s is sent away',
    async (name) => {
      const { origin, pagePath, refused } = await testLink();
      expect((await ask(origin, pagePath, { headers: { host: name } })).status).toBe(421);
      expect((await ask(origin, pagePath, { headers: { host: `${name}:${new URL(origin).port}.` } })).status).toBe(421);
      expect(refused()).toBe(2);
    },
  );

  test('may not send anything', async () => {
    const { origin, host, pagePath, said } = await testLink();
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND']) {
      const { status, headers } = await ask(origin, pagePath, { method });
      expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
    }
    const head = `GET ${pagePath} HTTP/1.1\r\nHost: ${host}\r\n`;
    expect(await say(origin, `${head}Content-Length: 5\r\n\r\nhello`)).toMatch(/^HTTP\/1\.1 413 /);
    expect(await say(origin, `${head}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413 /);
    expect(said.filter(({ phase }) => phase === 'opened')).toEqual([]);
  });

  test('who speaks HTTP badly gets no page and closes nothing', async () => {
    const { origin, host, pagePath } = await testLink();
    const bad = [
      `GET ${pagePath} HTTP/1.1\r\n\r\n`,
      `GET ${pagePath} HTTP/1.1\r\nHost: ${host}\r\nHost: ${host}\r\n\r\n`,
      `GET ${pagePath} HTTP/1.0\r\n\r\n`,
      `GET http://${host}${pagePath} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
      `GET ${pagePath} HTTP/1.1\r\nHost: ${host}\r\nX: ${'x'.repeat(9_000)}\r\n\r\n`,
      `CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
      '\r\n\0\r\n\r\n',
    ];
    for (const text of bad) expect(await say(origin, text)).not.toMatch(/HTTP\/1\.1 2|<html/);
    expect((await ask(origin, pagePath)).status).toBe(200);
  });

  test('who is slow is hung up on', async () => {
    const { origin, host, pagePath } = await testLink();
    expect(await say(origin, `GET ${pagePath} HTTP/1.1\r\nHost: ${host}\r\nX-Slow: `)).toMatch(/^HTTP\/1\.1 408 |^$/);
  });

  test('who asks too often has to wait', async () => {
    const { origin, pagePath, sleep } = await testLink();
    for (let count = 0; count < 40; count += 1) expect((await ask(origin, pagePath)).status).toBe(200);
    const { status, headers } = await ask(origin, pagePath);
    expect([status, headers['retry-after']]).toEqual([429, '10']);
    sleep(10_000);
    expect((await ask(origin, pagePath)).status).toBe(200);
  });

  test('of another network is not let in, and no other address answers', async () => {
    const { origin, pagePath, refused } = await testLink({ address: { ...loopback, cidr: '127.0.0.1/30' } });
    await expect(ask(origin, pagePath, { from: '127.0.0.9' })).rejects.toThrow();
    expect(refused()).toBe(1);
    await expect(ask(origin.replace('127.0.0.1', '127.0.0.2'), pagePath)).rejects.toThrow('ECONNREFUSED');
    await expect(ask(origin.replace('127.0.0.1', '[::1]'), pagePath)).rejects.toThrow();
    expect((await ask(origin, pagePath)).status).toBe(200);
  });
});

test.each(['200', '404', '405', '410', '421'])('an answer of %s lets nothing be kept, sniffed, framed or run', async (wanted) => {
  const { origin, pagePath, sleep } = await testLink();
  if (wanted === '410') sleep(handoffLifeMs);
  const answer = await ask(origin, wanted === '404' ? '/x' : pagePath, {
    method: wanted === '405' ? 'POST' : 'GET',
    headers: wanted === '421' ? { host: 'x' } : {},
  });
  expect(String(answer.status)).toBe(wanted);
  expect(answer.headers).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    connection: 'close',
  });
  expect(answer.headers['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
  );
});
