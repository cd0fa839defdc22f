import { fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { toPem } from '../pki/pem.ts';
import type { Answer } from './message.ts';
import { createNodeLauncher } from './node-launcher.ts';

const entry = fileURLToPath(new URL('./parser.ts', import.meta.url));
const execArgv = ['--import', 'tsx'];
const folder = new URL('../pki/fixtures/hostile/', import.meta.url);
const fixture = (name: string): Buffer => readFileSync(new URL(name, folder));

const slow = 'iterations-just-within-the-caps.p12';

const launcher = createNodeLauncher({ entryOf: () => entry, execArgv });
afterAll(() => launcher.stop());

test('a file that stays just within the limits is killed in time, while the caller goes on', async () => {
  const parser = launcher.start('parser');
  const content = { der: fixture('mac-iterations-zero.p12'), passphrase: 'corpus' };
  await expect(parser.call('readBundle', content, { limitMs: 20_000 })).rejects.toMatchObject({ code: 'bundle-damaged' });

  let turns = 0;
  const turning = setInterval(() => {
    turns += 1;
  }, 5);
  const request = { der: fixture(slow), passphrase: 'corpus' };
  await expect(parser.call('readBundle', request, { limitMs: 300 })).rejects.toMatchObject({ code: 'bundle-took-too-long' });
  clearInterval(turning);
  expect(turns).toBeGreaterThan(5);

  await expect(parser.call('readBundle', content, { limitMs: 20_000 })).rejects.toMatchObject({ code: 'bundle-damaged' });
});

const megabytes = 1024 * 1024;
const within = (content: Buffer): Buffer => Buffer.concat([header(0x30, content.length), content]);

function header(tag: number, length: number): Buffer {
  const bytes = Buffer.from([tag, 0x84, 0, 0, 0, 0]);
  bytes.writeUInt32BE(length, 2);
  return bytes;
}

/** A bundle with these bytes where its content belongs. */
function bundleOf(content: Buffer): Buffer {
  const octets = Buffer.concat([header(0x04, content.length), content]);
  const data = within(Buffer.concat([Buffer.from('06092a864886f70d010701', 'hex'), header(0xa0, octets.length), octets]));
  return within(Buffer.concat([Buffer.from('020103', 'hex'), data]));
}

/** Too big for git, so they are made here. */
const bombs: Readonly<Record<string, () => Buffer>> = {
  'a file above the limit': () => Buffer.concat([Buffer.from('308300ffff020103', 'hex'), Buffer.alloc(5 * megabytes)]),
  'values of two bytes': () => bundleOf(within(Buffer.alloc(4.9 * megabytes, Buffer.from('3000', 'hex')))),
  'a string in empty pieces': () =>
    bundleOf(within(Buffer.concat([header(0x24, 4 * megabytes), Buffer.alloc(4 * megabytes, Buffer.from('0400', 'hex'))]))),
  'text of two million characters': () => bundleOf(within(Buffer.concat([header(0x1e, 4 * megabytes), Buffer.alloc(4 * megabytes, 0x41)]))),
  'a certificate of 5 MB': () => within(Buffer.concat([within(Buffer.alloc(4.9 * megabytes)), Buffer.from('30000300', 'hex')])),
  'PEM of one huge block': () => Buffer.from(toPem('CERTIFICATE', Buffer.alloc(3.6 * megabytes))),
  'PEM of many blocks': () => Buffer.from(toPem('CERTIFICATE', Buffer.from('3000', 'hex')).repeat(70_000)),
  'PEM that never ends': () => Buffer.from('-----BEGIN CERTIFICATE-----\n'.repeat(180_000)),
  'PEM of headers alone': () => Buffer.from(`-----BEGIN CERTIFICATE-----\n${'A: b '.repeat(megabytes)}`),
  'PEM of blank space': () => Buffer.from(`-----BEGIN CERTIFICATE-----${' '.repeat(5 * megabytes - 100)}`),
};

/** A parser that is asked directly, so that its memory can be read. It does not outlive the test. */
function startParser() {
  const child = fork(entry, { execArgv, serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    ask: (bytes: Uint8Array): Promise<Answer> =>
      new Promise((resolve, reject) => {
        child.removeAllListeners();
        child.once('message', (answer) => resolve(answer as Answer)).once('exit', () => reject(new Error('the parser died')));
        child.send({ method: 'open', request: { bytes, passphrase: 'corpus' } });
      }),
    /** What the process held at its worst, in MB. */
    peakMemory: (): number => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
  };
}

describe.runIf(process.platform === 'linux')('the parser stays below 300 MB and refuses', () => {
  test.each(Object.entries(bombs))('%s', async (_, make) => {
    const parser = startParser();
    await parser.ask(fixture('empty.p12'));
    expect(await parser.ask(make())).toMatchObject({ phase: 'failed' });
    expect(parser.peakMemory()).toBeLessThan(300);
  });

  test('one hostile file after the other', async () => {
    const parser = startParser();
    const names = readdirSync(folder).filter((name) => name !== slow);
    for (const name of names) expect(await parser.ask(fixture(name))).toMatchObject({ phase: expect.stringMatching(/^(done|failed)$/) });
    expect(parser.peakMemory()).toBeLessThan(300);
  });
});
