import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { type ProbeReport, rungIds } from '../../../electron/contract/probe.ts';
import { en } from '../../text/catalogue.ts';
import { reportMarkdown } from './report.ts';

beforeAll(async () => {
  await i18next.init({ lng: 'en', resources: { en: { translation: en } }, interpolation: { escapeValue: false } });
});

const report: ProbeReport = {
  url: 'https://ha.example',
  device: 'Anna – iPhone',
  startedAt: '2026-11-21T18:42:00.000Z',
  durationMs: 61,
  connections: 1,
  verdict: 'not-home-assistant',
  cause: {
    code: 'other-answer',
    confidence: 'likely',
    facts: { status: '200', proxy: 'nginx', host: 'ha.example', lines: 'proxy_pass http://ha:8123;' },
  },
  runnerUp: null,
  homeAssistantVersion: null,
  rungs: [
    { id: 'name', state: 'passed', ms: 12, evidence: { addresses: '203.0.113.20' } },
    { id: 'home-assistant', state: 'failed', ms: 40, evidence: { status: '200', body: '```\n# <script>' } },
    { id: 'websocket', state: 'skipped', ms: null, evidence: {} },
  ],
};
const markdown = () => reportMarkdown(report, i18next.t);

test('a report names the verdict, the device, the cause and every rung', () => {
  for (const part of [
    '**No Home Assistant.**',
    'Anna – iPhone',
    'HTTP 200',
    '### Name found: passed, 12 ms',
    '### Live connection (WebSocket): not tried',
    '(`other-answer`)',
    '**What to do:** Check the address',
    '```text\nproxy_pass http://ha:8123;\n```',
    '61 ms, one connection',
  ])
    expect(markdown()).toContain(part);
});

test('what a server said cannot end its code block', () => {
  expect(markdown()).toContain('````text\nHTTP status: 200\nAnswer: ```\n# <script>\n````');
});

test('a name in the report is no markup', () => {
  expect(reportMarkdown({ ...report, device: '[x](y) `z`' }, i18next.t)).toContain('\\[x\\](y) \\`z\\`');
});

test('a report says what else it may be, and why that is not the first', () => {
  const text = reportMarkdown({ ...report, runnerUp: { code: 'ip-banned', confidence: 'likely', facts: {}, whyNot: 'later' } }, i18next.t);
  expect(text).toMatch(/^\*\*Or else:\*\* Home Assistant has banned .+ This fits as well, .+ \(`ip-banned`\)$/m);
});

test('all the words of a report are there, each rung of the ladder, the webhook too', () => {
  const rungs = rungIds.map((id) => ({ id, state: 'passed', ms: 1, evidence: {} }) as const);
  const text = reportMarkdown({ ...report, rungs, homeAssistantVersion: '2026.11.2' }, i18next.t);
  expect(text.match(/^### /gm)).toHaveLength(8);
  expect(text).toContain('### Background messages (webhook): passed, 1 ms');
  expect(text).not.toContain('{{');
});
