import { Failure } from '../contract/failure.ts';
import { serve } from './serve.ts';

/** A keyring that behaves as its account says. */
const behaviours: Readonly<Record<string, (secret: string) => Promise<string>>> = {
  hang: () => new Promise(() => undefined),
  spin: () => {
    for (;;);
  },
  die: () => process.exit(3),
  pid: async () => String(process.pid),
  fail: () => Promise.reject(new Failure('bundle-over-limit', { limit: 'rounds', rounds: 7 })),
  bug: (secret) => Promise.reject(new TypeError(`cannot read ${secret} of undefined`)),
  'no-error': () => Promise.reject('no Error at all'),
};

let running = 0;

serve<'keyring'>({
  read: async ({ account }) => (await behaviours[account]?.('')) ?? null,
  write: async ({ account, secret }) => {
    await behaviours[account]?.(secret);
    running += 1;
    if (running > 1) throw new Failure('internal');
    await new Promise((resolve) => setTimeout(resolve, 20));
    running -= 1;
    return null;
  },
});
