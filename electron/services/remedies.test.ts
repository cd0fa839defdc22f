import { expect, test } from 'vitest';
import { proxyTargets, targetAbilities } from '../contract/deploy.ts';
import { proxyPlan } from '../deploy/plan.ts';
import { configurationOf, requestFor } from '../deploy/test-request.ts';
import { proxyLines } from '../probe/diagnoses/proxy-lines.ts';
import { remedyFacts } from '../probe/diagnoses/remedies.ts';
import { nothingKnown } from '../probe/observations.ts';

const homes = [
  { url: 'https://ha.example', target: { origin: 'https://ha.example', host: 'ha.example', port: 443 } },
  { url: 'https://ha.example:8443', target: { origin: 'https://ha.example:8443', host: 'ha.example', port: 8443 } },
];

test.each(proxyTargets.flatMap((kind) => homes.map((home) => [kind, home] as const)))(
  'what is to be pasted for %s is what Latchkey writes for it',
  (kind, { url, target }) => {
    const request = requestFor(kind, { url });
    const { folder, upstream } = request.setup;
    const facts = remedyFacts({ target, known: { ...nothingKnown, proxy: { target: kind, folder, upstream } } }, 'lock');
    const { install, reload } = proxyPlan(request).commands;
    expect([...install, 'configuration.yaml'].join('\n')).toContain(facts.file);
    expect(proxyLines[kind].apply).toContain(reload[0]?.replace('docker compose exec app ', ''));
    if (proxyLines[kind].configuration !== null) expect(install.join('\n')).toContain(` ${proxyLines[kind].configuration} `);
    const written = configurationOf(request).replace(/\s+/g, ' ');
    const lines = facts.lines.split('\n').filter((line) => /ca\.crt|require|verify_client|Verify/.test(line));
    for (const line of lines) expect(written).toContain(line.trim());
    expect(lines.length > 0 || kind === 'nginx-proxy-manager').toBe(true);
    expect(folder).toBe(targetAbilities[kind].folder);
  },
);
