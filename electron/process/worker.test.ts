import { expect, test } from 'vitest';
import { type Channel, ProcessWorker } from './worker.ts';

/** A process in memory that keeps what it gets and speaks when told to. */
class FakeChannel implements Channel {
  readonly posted: unknown[] = [];
  isKilled = false;
  say: (message: unknown) => void = () => undefined;
  exit: () => void = () => undefined;

  post(message: unknown): void {
    this.posted.push(message);
  }
  onMessage(listener: (message: unknown) => void): void {
    this.say = listener;
  }
  onExit(listener: () => void): void {
    this.exit = listener;
  }
  kill(): void {
    this.isKilled = true;
  }
}

function newWorker() {
  const channels: FakeChannel[] = [];
  const worker = new ProcessWorker('parser', () => {
    const channel = new FakeChannel();
    channels.push(channel);
    return channel;
  });
  const open = (der: Uint8Array = new Uint8Array()) => worker.call('readBundle', { der, passphrase: '' }, { limitMs: 10_000 });
  return { worker, channels, open };
}

const done = (value: string) => ({ phase: 'done', value });

test('a worker starts nothing before its first call', async () => {
  const { channels, open } = newWorker();
  expect(channels).toHaveLength(0);
  const call = open();
  channels[0]?.say(done('bundle'));
  expect(await call).toBe('bundle');
});

test('a request takes along no memory but its own bytes', async () => {
  const { channels, open } = newWorker();
  const pool = new TextEncoder().encode('vault key, file');
  const call = open(pool.subarray(11));
  const asked = channels[0]?.posted as { method: string; request: { der: Uint8Array; passphrase: string } }[];
  expect(asked).toEqual([{ method: 'readBundle', request: { der: pool.slice(11), passphrase: '' } }]);
  expect(asked[0]?.request.der.buffer.byteLength).toBe(4);
  channels[0]?.say(done('bundle'));
  await call;
});

test('a killed process is not listened to any more', async () => {
  const { worker, channels, open } = newWorker();
  const stopped = open();
  worker.stop();
  await expect(stopped).rejects.toMatchObject({ code: 'work-stopped' });
  const next = open();
  expect(channels.map(({ isKilled }) => isKilled)).toEqual([true, false]);
  channels[0]?.say(done('late'));
  channels[0]?.exit();
  channels[1]?.say(done('right'));
  expect(await next).toBe('right');
});

test('a word that nobody waits for is ignored', async () => {
  const { channels, open } = newWorker();
  const call = open();
  channels[0]?.say(done('first'));
  channels[0]?.say(done('second'));
  expect(await call).toBe('first');
});
