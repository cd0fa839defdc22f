import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useDraft } from './draft.ts';
import { emptyDraft } from './draft-progress.ts';

const asked: { readonly channel: string; readonly request: unknown }[] = [];
const nothing = { homes: [], authorities: [], devices: [] };

beforeEach(() => {
  vi.useFakeTimers();
  asked.length = 0;
  const invoke = async (channel: string, request: unknown) => {
    asked.push({ channel, request });
    return { ok: true, value: null };
  };
  vi.stubGlobal('window', { latchkey: { invoke } });
  useDraft.setState({ draft: null, failure: null });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('typing is saved once, shortly after it pauses', async () => {
  const { begin, change } = useDraft.getState();
  begin(nothing);
  change({ homeName: 'L' });
  change({ homeName: 'Linden' });
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(300);
  expect(asked).toEqual([{ channel: 'draft:save', request: { ...emptyDraft, homeName: 'Linden' } }]);
});

test('a step that moves on is saved at once, with what it confirmed', async () => {
  const { begin, change, goTo } = useDraft.getState();
  begin(nothing);
  change({ homeName: 'Lindenweg' });
  await goTo('authority', { homeId: 'home' });
  const saved = { ...emptyDraft, homeName: 'Lindenweg', homeId: 'home', step: 'authority' };
  expect(asked).toEqual([{ channel: 'draft:save', request: saved }]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toHaveLength(1);
});

test('a step shows itself only after it is saved', async () => {
  const { begin, goTo } = useDraft.getState();
  begin(nothing);
  const gone = goTo('authority');
  expect(asked).toHaveLength(1);
  expect(useDraft.getState().draft?.step).toBe('address');
  await gone;
  expect(useDraft.getState().draft?.step).toBe('authority');
});

test('a discarded draft is not saved afterwards', async () => {
  const { begin, change, discard } = useDraft.getState();
  begin(nothing);
  change({ homeName: 'Lindenweg' });
  await discard();
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked.map(({ channel }) => channel)).toEqual(['draft:discard']);
  expect(useDraft.getState().draft).toBeNull();
});
