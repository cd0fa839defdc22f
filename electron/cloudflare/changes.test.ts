import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CloudflareApplied } from '../contract/cloudflare.ts';
import { Failure } from '../contract/failure.ts';
import { cloudflareApi } from './api.ts';
import { applyChanges, type Work } from './apply.ts';
import { planChanges, type Wanted } from './plan.ts';
import { writeRule } from './rule.ts';
import { type Fate, fetchFrom, startFakeCloudflare } from './test-fake.ts';
import { makeRequest } from './test-request.ts';
import type { FakeZone } from './test-routes.ts';
import { undoChanges } from './undo.ts';
import { certificateFor, readZone } from './zone.ts';

const token = 'token-of-the-test-0123456789abcdefghijkl';
const host = 'ha.example.org';
const request = { name: 'Anna', validityDays: 365, ...makeRequest('Anna') };
const rule = writeRule(`https://${host}`, { openPaths: [], issuer: null });
const wanted: Wanted = { host, rule, ownRule: null, request };

let fake: Awaited<ReturnType<typeof startFakeCloudflare>>;
let zone: FakeZone;
let applied: CloudflareApplied;

beforeAll(async () => {
  fake = await startFakeCloudflare();
  fake.addToken(token);
});
afterAll(() => fake.stop());
beforeEach(() => {
  fake.zones.length = 0;
  fake.makeWait(0);
  fake.decide(() => 'answer');
  zone = fake.addZone('example.org');
  zone.hostnames = ['www.example.org', 'api.example.org'];
  zone.ruleset = { id: 'c'.repeat(32), rules: [{ ...theirs, id: 'd'.repeat(32) }] };
  applied = { zoneId: zone.id, zone: zone.name, associated: null, rule: null, keys: [] };
});

const theirs = { action: 'managed_challenge', expression: 'http.host eq "www.example.org"', description: 'theirs', enabled: true };
const told: string[] = [];
const api = cloudflareApi((input, init) => fetchFrom(fake.address)(input, init), token);
const work = (): Work => ({
  api,
  zoneId: zone.id,
  note: async (change) => {
    applied = change(applied);
  },
  tell: (change, { phase }) => void told.push(`${change} ${phase}`),
  sleep: async () => undefined,
});

const plan = async (what: Wanted = wanted) => planChanges(await readZone(api, zone.id), { ...what, ownRule: applied.rule });
const apply = async (what: Wanted = wanted) => applyChanges(work(), what, await plan(what));
const undo = () => undoChanges(work(), applied);

/** All that others would notice of a zone. */
const seen = () => ({ hosts: [...zone.hostnames].sort(), rules: zone.ruleset?.rules ?? [] });
const inUse = () => zone.certificates.filter(({ status }) => status === 'active');

describe('making the changes', () => {
  test('gives the certificate, adds our host to the others and our rule behind theirs', async () => {
    told.length = 0;
    const pem = await apply();
    expect(pem).toContain('BEGIN CERTIFICATE');
    expect(zone.hostnames).toEqual(['www.example.org', 'api.example.org', host]);
    expect(zone.ruleset?.rules.map(({ description }) => description)).toEqual(['theirs', rule.name]);
    expect(applied).toMatchObject({ associated: host, rule: { ...rule, id: zone.ruleset?.rules[1]?.id }, keys: [request.digest] });
    expect(told).toEqual([
      'certificate working',
      'association working',
      'association done',
      'rule working',
      'rule done',
      'certificate done',
    ]);
  });

  test('makes the list of rules where the zone never had one', async () => {
    zone.ruleset = null;
    await apply();
    expect(seen().rules.map(({ description }) => description)).toEqual([rule.name]);
  });

  test('done twice, changes nothing more and asks for no second certificate', async () => {
    const first = await apply();
    const after = seen();
    expect((await plan()).map(({ phase }) => phase)).toEqual(['there', 'there', 'there']);
    expect(await apply()).toBe(first);
    expect(seen()).toEqual(after);
    expect(zone.certificates).toHaveLength(1);
  });

  test('waits until the certificate is made, and gives up in the end', async () => {
    fake.makeWait(3);
    expect(await apply()).toContain('BEGIN CERTIFICATE');
    fake.makeWait(99);
    const slow = { ...wanted, request: { ...request, ...makeRequest('Slow') } };
    await expect(apply(slow)).rejects.toMatchObject({ code: 'cloudflare-certificate-waiting' });
  });

  test('rewrites our own rule when the open paths change, with the list full as well', async () => {
    await apply();
    while ((zone.ruleset?.rules.length ?? 0) < 5) zone.ruleset?.rules.push({ ...theirs, id: String(zone.ruleset.rules.length).repeat(32) });
    const next = writeRule(`https://${host}`, { openPaths: ['/api/webhook/abc'], issuer: null });
    await apply({ ...wanted, rule: next });
    expect(zone.ruleset?.rules[1]).toMatchObject({ expression: next.expression, id: applied.rule?.id });
    expect(await undo()).toEqual([]);
    expect(zone.ruleset?.rules).toHaveLength(4);
  });

  test('is refused, with nothing overwritten, where hosts changed since the plan', async () => {
    const changes = await plan();
    zone.hostnames = ['www.example.org', 'new.example.org'];
    await expect(applyChanges(work(), wanted, changes)).rejects.toMatchObject({ code: 'cloudflare-changed-meanwhile' });
    expect(zone.hostnames).toEqual(['www.example.org', 'new.example.org']);
  });

  test('is refused where rules changed since the plan', async () => {
    const changes = await plan();
    zone.ruleset?.rules.unshift({ ...theirs, id: 'e'.repeat(32) });
    await expect(applyChanges(work(), wanted, changes)).rejects.toMatchObject({ code: 'cloudflare-changed-meanwhile' });
    expect(zone.ruleset?.rules).toHaveLength(2);
  });
});

describe('taking them back', () => {
  test('leaves the zone as it was', async () => {
    const before = seen();
    await apply();
    expect(await undo()).toEqual([]);
    expect(seen()).toEqual(before);
    expect(inUse()).toEqual([]);
    expect(applied).toMatchObject({ associated: null, rule: null, keys: [request.digest] });
  });

  test('leaves what had been there before us', async () => {
    zone.hostnames.push(host);
    zone.ruleset?.rules.push({ id: 'f'.repeat(32), action: 'block', expression: rule.expression, description: 'by hand', enabled: true });
    const before = seen();
    await apply();
    expect(await undo()).toEqual([]);
    expect(seen()).toEqual(before);
  });

  test('leaves a rule that somebody changed since, and says so', async () => {
    await apply();
    const ours = zone.ruleset?.rules[1];
    if (ours) ours.expression = 'http.host eq "changed.example.org"';
    expect(await undo()).toEqual([{ kind: 'rule', reason: 'changed-since' }]);
    expect(zone.ruleset?.rules).toHaveLength(2);
    expect(zone.hostnames).not.toContain(host);
  });

  test('says what had gone already, and keeps hosts that came since', async () => {
    await apply();
    zone.ruleset?.rules.pop();
    zone.hostnames = ['later.example.org'];
    expect(await undo()).toEqual([
      { kind: 'rule', reason: 'gone' },
      { kind: 'association', reason: 'gone' },
    ]);
    expect(zone.hostnames).toEqual(['later.example.org']);
  });
});

/** Runs some work while one request, counted from the first, meets a fate. @returns whether it came that far */
async function interruptedAt(count: number, fate: Fate, what: () => Promise<unknown>): Promise<boolean> {
  let asked = 0;
  fake.decide(() => {
    asked += 1;
    return asked === count ? fate : 'answer';
  });
  const failed = await what().then(
    () => false,
    (trouble: unknown) => {
      if (!(trouble instanceof Failure)) throw trouble;
      return true;
    },
  );
  fake.decide(() => 'answer');
  return failed;
}

describe.each(['lose-request', 'lose-answer'] as const)('interrupted at every step (%s)', (fate) => {
  const steps = Array.from({ length: 9 }, (_, at) => at + 1);

  test('then gone on with, comes to the same end', async () => {
    let interruptions = 0;
    for (const step of steps) {
      zone.hostnames = ['www.example.org'];
      zone.ruleset = null;
      zone.certificates = [];
      applied = { zoneId: zone.id, zone: zone.name, associated: null, rule: null, keys: [] };
      const changes = await plan();
      if (await interruptedAt(step, fate, () => applyChanges(work(), wanted, changes))) interruptions += 1;
      await apply();
      expect(seen()).toMatchObject({ hosts: [host, 'www.example.org'], rules: [{ description: rule.name }] });
      expect(inUse()).toHaveLength(1);
      expect(certificateFor(await api.certificates(zone.id), request.digest)).toBeDefined();
      expect(await undo()).toEqual([]);
      expect(seen()).toEqual({ hosts: ['www.example.org'], rules: [] });
      expect(inUse()).toEqual([]);
    }
    expect(interruptions).toBe(6);
  });

  test('then taken back at once, leaves the zone as it was', async () => {
    const before = seen();
    for (const step of steps) {
      const changes = await plan();
      await interruptedAt(step, fate, () => applyChanges(work(), wanted, changes));
      await undo();
      expect(seen()).toEqual(before);
      expect(inUse()).toEqual([]);
      zone.certificates = [];
    }
  });

  test('while taking back, then taken back again, leaves the zone as it was', async () => {
    const before = seen();
    for (const step of steps) {
      await apply();
      await interruptedAt(step, fate, undo);
      await undo();
      expect(seen()).toEqual(before);
      expect(inUse()).toEqual([]);
      zone.certificates = [];
    }
  });
});
