import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { Failure } from '../contract/failure.ts';
import { createNodeLauncher } from './node-launcher.ts';
import type { CallOptions } from './worker.ts';

const testWorker = fileURLToPath(new URL('./test-worker.ts', import.meta.url));
const typesOnly = fileURLToPath(new URL('./work.ts', import.meta.url));
const execArgv = ['--import', 'tsx'];
const launcher = createNodeLauncher({ entryOf: () => testWorker, execArgv });
const keyring = launcher.start('keyring');

const limitMs = 20_000;
const read = (account: string, options: Partial<CallOptions> = {}) => keyring.call('read', { account }, { limitMs, ...options });
const failing = (call: Promise<unknown>): Promise<Failure> =>
  call.then(
    () => expect.fail('the call should fail'),
    (failure) => failure,
  );
const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

afterEach(() => launcher.stop());

describe('a worker', () => {
  test('keeps one warm process for all calls of a name', async () => {
    const pid = await read('pid');
    expect(Number(pid)).not.toBe(process.pid);
    expect(await launcher.start('keyring').call('read', { account: 'pid' }, { limitMs })).toBe(pid);
  });

  test('kills its process when a call runs past its limit, even in a busy loop, and starts another', async () => {
    const pid = Number(await read('pid'));
    expect(await failing(read('spin', { limitMs: 100 }))).toMatchObject({
      code: 'work-stopped',
      facts: { process: 'keyring', limitMs: 100 },
    });
    await expect.poll(() => isRunning(pid)).toBe(false);
    expect(Number(await read('pid'))).not.toBe(pid);
  });

  test('names the failure of a late call after what was late: a file or other work', async () => {
    const parser = launcher.start('parser');
    const ask = { der: new Uint8Array(), passphrase: '' };
    expect((await failing(parser.call('readBundle', ask, { limitMs: 0 }))).code).toBe('bundle-took-too-long');
    expect((await failing(read('hang', { limitMs: 0 }))).code).toBe('work-stopped');
  });

  test('fails a call whose process dies, and serves the next one', async () => {
    const first = await read('pid');
    expect(await failing(read('die'))).toMatchObject({ code: 'work-stopped', facts: { process: 'keyring' } });
    expect(await read('pid')).not.toBe(first);
  });

  test('fails a call whose process ends without having served it', async () => {
    const idle = createNodeLauncher({ entryOf: () => typesOnly, execArgv }).start('keyring');
    expect((await failing(idle.call('read', { account: 'pid' }, { limitMs }))).code).toBe('work-stopped');
  });

  test('throws the Failure that the work threw', async () => {
    const failure = await failing(read('fail'));
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ code: 'bundle-over-limit', facts: { limit: 'rounds', rounds: 7 } });
  });

  test('throws a bug of the work with its stack and without what was sent', async () => {
    const bug = await failing(keyring.call('write', { account: 'bug', secret: 'hunter2' }, { limitMs }));
    expect(bug).not.toBeInstanceOf(Failure);
    expect(bug.message).toBe('cannot read … of undefined');
    expect(bug.stack).toContain('test-worker.ts');
    expect(bug.stack).not.toContain('hunter2');
    expect((await failing(read('no-error'))).message).toBe('something else than an Error was thrown');
  });

  test('kills the process of a cancelled call', async () => {
    const pid = Number(await read('pid'));
    const job = new AbortController();
    const call = failing(read('spin', { signal: job.signal }));
    job.abort();
    expect((await call).code).toBe('job-cancelled');
    await expect.poll(() => isRunning(pid)).toBe(false);
  });

  test('takes a waiting call back without touching the one that runs', async () => {
    const job = new AbortController();
    const running = read('pid');
    const waiting = failing(read('pid', { signal: job.signal }));
    job.abort();
    expect((await waiting).code).toBe('job-cancelled');
    expect(await running).toMatch(/^\d+$/);
  });

  test('does not start a call that was cancelled before', async () => {
    expect((await failing(read('pid', { signal: AbortSignal.abort() }))).code).toBe('job-cancelled');
  });

  test('asks one at a time, also after a killed call', async () => {
    const late = failing(read('hang', { limitMs: 300 }));
    await Promise.all(Array.from({ length: 10 }, () => keyring.call('write', { account: 'any', secret: 'any' }, { limitMs })));
    expect((await late).code).toBe('work-stopped');
  });

  test('fails all its calls when it is stopped, and starts again when asked', async () => {
    const calls = [read('hang'), read('pid'), read('pid')].map(failing);
    keyring.stop();
    expect((await Promise.all(calls)).map(({ code }) => code)).toEqual(['work-stopped', 'work-stopped', 'work-stopped']);
    expect(await read('pid')).toMatch(/^\d+$/);
  });
});
