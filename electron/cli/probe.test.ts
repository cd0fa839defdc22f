import { expect, test } from 'vitest';
import { causeCodes, type ProbeReport, rungIds } from '../contract/probe.ts';
import { probeJsonSchema } from '../contract/probe-json.ts';
import { probeEn } from '../contract/text/en/probe.ts';
import { reportJson, reportText } from './probe.ts';

const report: ProbeReport = {
  url: 'https://ha.example',
  device: 'Anna\u001b[2J – iPhone',
  startedAt: '2026-11-21T18:42:00.000Z',
  durationMs: 61,
  connections: 9,
  verdict: 'websocket-blocked',
  cause: {
    code: 'websocket-upgrade-dropped',
    confidence: 'likely',
    facts: { liveStatus: '200', proxy: 'nginx', lines: 'proxy_http_version 1.1;\nproxy_set_header Upgrade $http_upgrade;' },
  },
  runnerUp: { code: 'http3-offered', confidence: 'possible', whyNot: 'less-sure', facts: { proxy: 'nginx', lines: '' } },
  homeAssistantVersion: '2026.11.2',
  rungs: rungIds.map((id) => ({ id, state: id === 'websocket' ? 'failed' : 'passed', ms: 5.4, evidence: { addresses: '203.0.113.20' } })),
};

test('a person gets the ladder, the verdict, the cause, what to paste, and what else it may be', () => {
  const text = reportText(report);
  for (const part of [
    /^https:\/\/ha\.example as Anna·\[2J – iPhone$/m,
    /^ {2}passed {8}5 ms {2}Name found: 203\.0\.113\.20$/m,
    /^ {2}FAILED {8}5 ms {2}Live connection \(WebSocket\): It does not come through\.$/m,
    /^Live updates blocked\. As seen from this network, /m,
    /^Likely: The proxy answers the live connection as if it were a page \(HTTP 200\)\.$/m,
    /^ {4}proxy_set_header Upgrade \$http_upgrade;$/m,
    /^Or else: .* This would fit as well, but less speaks for it\.$/m,
    /^Tested in 61 ms with 9 connections\. Home Assistant 2026\.11\.2 answered\.$/m,
  ])
    expect(text).toMatch(part);
});

test('a terminal gets nothing to obey', () => {
  expect(reportText(report)).not.toMatch(/(?!\n)\p{Cc}/u);
});

test('a program gets what README promises', () => {
  const json = reportJson(report);
  expect(probeJsonSchema.parse(JSON.parse(json))).toMatchObject({
    verdict: 'websocket-blocked',
    cause: {
      code: 'websocket-upgrade-dropped',
      text: 'The proxy answers the live connection as if it were a page (HTTP 200).',
      fix: expect.stringMatching(/^Let nginx pass on WebSocket .+\nproxy_http_version 1\.1;\nproxy_set_header Upgrade \$http_upgrade;$/),
    },
    runnerUp: { whyNot: 'less-sure' },
  });
  expect(json).toMatch(/\}\n$/);
});

test.each(causeCodes)('has words for %s', (code) => {
  const { cause } = JSON.parse(reportJson({ ...report, cause: { code, confidence: 'certain', facts: {} } }));
  expect(cause).toEqual({ code, confidence: 'certain', text: expect.any(String), fix: expect.stringMatching(/\S$/) });
  expect(probeEn.causes[code].text.length).toBeGreaterThan(20);
});
