import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { emptyDeviceDraft, useDeviceDraft } from './device-draft.ts';

const asked: { readonly channel: string; readonly request: unknown }[] = [];
const anna = { ...emptyDeviceDraft, homeId: 'home', name: 'Anna – iPhone' };

beforeEach(() => {
  vi.useFakeTimers();
  asked.length = 0;
  const invoke = async (channel: string, request: unknown) => {
    asked.push({ channel, request });
    return { ok: true, value: channel === 'device-draft:read' ? anna : null };
  };
  vi.stubGlobal('window', { latchkey: { invoke } });
  useDeviceDraft.setState({ draft: null });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('what was typed is there again after a restart', async () => {
  await useDeviceDraft.getState().load();
  expect(useDeviceDraft.getState().draft).toEqual(anna);
});

test('typing is saved once, shortly after it pauses, or when the page is left', async () => {
  const { change, flush } = useDeviceDraft.getState();
  change({ ...anna, name: 'A' });
  change(anna);
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(300);
  expect(asked).toEqual([{ channel: 'device-draft:save', request: anna }]);
  change({ ...anna, name: 'Jörg' });
  await flush();
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked.slice(1)).toEqual([{ channel: 'device-draft:save', request: { ...anna, name: 'Jörg' } }]);
});

test('once the device is made, nothing is left to type', async () => {
  const { change, discard } = useDeviceDraft.getState();
  change(anna);
  await discard();
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked.map(({ channel }) => channel)).toEqual(['device-draft:discard']);
  expect(useDeviceDraft.getState().draft).toBeNull();
});
