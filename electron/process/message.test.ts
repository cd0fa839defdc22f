import { describe, expect, test } from 'vitest';
import { Failure } from '../contract/failure.ts';
import { answerThrown, detached, rebuildThrown } from './message.ts';

const secret = 'correct horse battery staple';
const request = { der: new Uint8Array([1, 2, 3]), passphrase: secret, nested: [{ secret: 'inner secret' }], empty: '' };

/** What the caller gets after the answer went through a process boundary. */
const thrownAfter = (thrown: unknown): Error => {
  const answer = structuredClone(answerThrown(thrown, request));
  return answer.phase === 'done' ? expect.fail('nothing was thrown') : rebuildThrown(answer);
};

describe('what a process throws', () => {
  test('arrives as the same Failure', () => {
    const failure = thrownAfter(new Failure('bundle-over-limit', { limit: 'rounds', rounds: 7 }));
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ code: 'bundle-over-limit', facts: { limit: 'rounds', rounds: 7 } });
  });

  test('arrives as a bug with the stack from where it happened', () => {
    const bug = new TypeError('cannot read length of undefined');
    expect(thrownAfter(bug)).not.toBeInstanceOf(Failure);
    expect(thrownAfter(bug)).toMatchObject({ message: bug.message, stack: bug.stack });
  });

  test('says nothing of what stood in the request', () => {
    const bug = thrownAfter(new Error(`bad: ${secret}, ${JSON.stringify(request.nested)}`));
    expect(bug.message).toMatch(/^bad: …/);
    expect(`${bug.message}${bug.stack}`).not.toMatch(/horse|inner/);
    expect(thrownAfter(secret).message).not.toContain(secret);
  });
});

describe('a detached value', () => {
  test('takes no neighbour of a small Buffer along', () => {
    const pool = new TextEncoder().encode(`${secret}public`);
    const pooled = Buffer.from(pool.buffer, secret.length);
    expect(structuredClone(pooled).buffer.byteLength).toBe(pool.length);
    const { bytes, list } = detached({ bytes: pooled, list: [pooled] }) as { bytes: Uint8Array; list: Uint8Array[] };
    for (const copy of [bytes, ...list]) {
      expect(copy.buffer.byteLength).toBe('public'.length);
      expect(Buffer.from(copy).toString()).toBe('public');
    }
  });

  test('leaves everything else as it is', () => {
    expect(detached({ a: 1, b: null, c: 'text', d: [true, undefined], e: {} })).toEqual({
      a: 1,
      b: null,
      c: 'text',
      d: [true, undefined],
      e: {},
    });
    expect(detached(null)).toBe(null);
  });
});
