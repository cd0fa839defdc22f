import { describe, expect, test } from 'vitest';
import { type Check, inWords, isGreen } from './report.ts';

const check = (target: string, name: string, ok: boolean): Check => ({ target, check: name, ok, detail: `${target} says so` });

describe('the table of doors', () => {
  test('has a mark for each check at each door, and a line for each that failed', () => {
    const checks = [check('nginx', 'HTTP/2', true), check('apache', 'HTTP/2', false), check('nginx', 'IPv6', true)];
    const text = inWords({ checks, skipped: [{ what: 'caddy', why: 'no caddy on this machine' }] });
    expect(text.split('\n').map((line) => line.replace(/ +/g, ' '))).toEqual([
      ' nginx apache',
      'HTTP/2 ✓ ✗',
      'IPv6 ✓ –',
      '',
      'NO: apache: HTTP/2: apache says so',
      'SKIPPED: caddy: no caddy on this machine',
    ]);
  });

  test('fails a check that was made twice and failed once', () => {
    const checks = [check('nginx', 'starts', true), check('nginx', 'starts', false)];
    expect(inWords({ checks, skipped: [] })).toContain('starts  ✗');
  });

  test('is green only where something was asked', () => {
    expect(isGreen({ checks: [check('nginx', 'IPv6', true)], skipped: [] })).toBe(true);
    expect(isGreen({ checks: [check('nginx', 'IPv6', true), check('nginx', 'HTTP/2', false)], skipped: [] })).toBe(false);
    expect(isGreen({ checks: [], skipped: [] })).toBe(false);
  });
});
