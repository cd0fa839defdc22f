import { describe, expect, test } from 'vitest';
import { causeCodes, verdicts } from '../contract/probe.ts';
import { probeEn } from '../contract/text/en/probe.ts';
import { rows } from './diagnoses/order.ts';
import { rungsOf } from './rungs.ts';
import { causeCases } from './test-causes.ts';
import { seen } from './test-seen.ts';
import { judge } from './verdict.ts';

describe.each(causeCases.map((each) => ({ ...each, title: `${each.cause}: ${each.name}` })))(
  '$title',
  ({ changes, cause, verdict, ...rest }) => {
    const run = seen(...changes);

    test('is named, and how sure it is', () => {
      const judgement = judge(run);
      expect([judgement.verdict, judgement.cause?.code, judgement.cause?.confidence, judgement.runnerUp?.code ?? null]).toEqual([
        verdict,
        cause,
        rest.confidence,
        rest.runnerUp,
      ]);
    });

    test('has words that find their facts and their evidence', () => {
      for (const each of [judge(run).cause, judge(run).runnerUp]) {
        if (!each) continue;
        const { text, fix } = probeEn.causes[each.code];
        expect(Object.keys(each.facts)).toEqual(expect.arrayContaining(placeholders(text + fix)));
        for (const name of placeholders(text)) expect(each.facts[name], name).not.toBe('');
      }
      for (const { id, state, evidence } of rungsOf(run))
        expect(Object.keys(evidence)).toEqual(expect.arrayContaining(placeholders(probeEn.rungs[id][state])));
    });
  },
);

const placeholders = (text: string) => Array.from(text.matchAll(/\{\{(\w+)\}\}/g), ([, name = '']) => name);

describe('every cause', () => {
  test('is reached by a case', () => {
    const reached = new Set(
      causeCases.flatMap(({ changes }) => [judge(seen(...changes)).cause?.code, judge(seen(...changes)).runnerUp?.code]),
    );
    expect(causeCodes.filter((code) => !reached.has(code))).toEqual([]);
    expect(new Set([...causeCases.map(({ verdict }) => verdict), 'locked'])).toEqual(new Set(verdicts));
  });

  test('has a row with a source', () => {
    expect(new Set(rows.map(({ code }) => code))).toEqual(new Set(causeCodes));
    for (const { source } of rows) expect(source.length).toBeGreaterThan(10);
  });

  test.each(causeCodes)('%s has words that say what and what to do', (code) => {
    const { text, fix } = probeEn.causes[code];
    expect(text).toMatch(/^[A-Z{“].*[.}]$/s);
    expect(fix.split('\n')[0]).toMatch(/^[A-Z{“].*\.$/);
  });
});

test('every verdict says from where it was seen', () => {
  for (const { sentence } of Object.values(probeEn.verdicts)) expect(sentence).toContain('As seen from this network');
});
