import { expect, test } from 'vitest';
import type { Rung } from '../../../electron/contract/probe.ts';
import { compareRungs } from './comparison.ts';

const stranger: Rung = { id: 'stranger-refused', state: 'passed', ms: 5, evidence: { status: '400' } };
const letIn: Rung = { id: 'device-let-in', state: 'passed', ms: 5, evidence: { device: 'Anna', status: '200', protocol: 'TLSv1.3' } };
const refused: Rung = { id: 'device-let-in', state: 'failed', ms: 9, evidence: { device: 'Jörg', status: '400', protocol: 'TLSv1.3' } };
const shutOut: Rung = { ...refused, state: 'passed', evidence: { ...refused.evidence, revoked: '2026-11-20T00:00:00.000Z' } };

const differing = (one: readonly Rung[], other: readonly Rung[]) => compareRungs(one, other).filter(({ differs }) => differs);

test('two tests that went alike differ nowhere, though their times and addresses do', () => {
  expect(differing([stranger, letIn], [{ ...stranger, ms: 90, evidence: { status: '403' } }, letIn])).toEqual([]);
});

test('a rung that ends otherwise tells by what, but not that the devices have other names', () => {
  expect(differing([stranger, letIn], [stranger, refused])).toEqual([
    { id: 'device-let-in', one: letIn, other: refused, differs: true, evidence: [{ label: 'status', one: '200', other: '400' }] },
  ]);
});

test('a revoked device that is refused does not fare as a good one that is let in', () => {
  expect(differing([letIn], [shutOut]).map(({ id }) => id)).toEqual(['device-let-in']);
});

test('what was not tried, since an earlier rung broke, differs from nothing', () => {
  expect(differing([letIn], [{ ...letIn, state: 'skipped' }])).toEqual([]);
});

test('what is still to come differs from nothing', () => {
  expect(compareRungs([stranger, letIn], [stranger]).find(({ id }) => id === 'device-let-in')).toMatchObject({
    other: null,
    differs: false,
  });
});
