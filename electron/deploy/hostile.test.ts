import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { proxyTargets, targetAbilities } from '../contract/deploy.ts';
import { proxyPlan } from './plan.ts';
import { configurationOf, everything, requestFor, textOf } from './test-request.ts';

/** What a proxy or a shell would read, counted: values that break out of their place change it. */
function shape(text: string): readonly number[] {
  const read = text.replace(/^\s*#.*$/gm, '');
  return ['{', '}', ';', '#', "'", '"', '`', '$', '\\', '<', '>', '(', ')', '&', '!', '*', ' ', '\t']
    .map((sign) => read.split(sign).length)
    .concat(text.split(/[\n\r\v\f\u0085\u2028\u2029]/).length);
}

const signs = [';', '}', '{', '#', '\n', '\r\n', '\t', '$host', '"', "'", '`id`', '\\', ' ', '/', '..', '\u2028', '\0'];
const words = [
  'é',
  'Ⅷ',
  '\u202e',
  '[::1]',
  '@',
  '%0a',
  '*.',
  '_',
  '\n}\n',
  ': x',
  ' # ',
  '|| true',
  '&&',
  '$(id)',
  '<?',
  '{$HOME}',
  'xn--',
  '-',
  '~',
];
const nasty = fc.constantFrom(...signs, ...words);
const twisted = (good: string) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(good) },
    { weight: 1, arbitrary: fc.tuple(fc.nat(good.length), nasty).map(([place, sign]) => good.slice(0, place) + sign + good.slice(place)) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  );

/** What a plan says, but for the home's name, which is prose. */
const written = (request: Parameters<typeof proxyPlan>[0]) => ({
  configuration: shape(configurationOf(request)),
  homeAssistant: shape(proxyPlan(request).homeAssistant),
  commands: Object.values(proxyPlan(request).commands).flat().map(shape),
});

describe.each(proxyTargets)('hostile values before %s', (target) => {
  const all = everything(target);
  const folder = targetAbilities[target].folder;
  const openPath = all.openPaths.length > 0 ? twisted('/api/webhook/abc') : fc.constant(null);

  test('are refused or do no more than they should', () => {
    let taken = 0;
    const property = fc.property(
      twisted('Lindenweg'),
      twisted('https://ha.example:8443'),
      twisted('http://192.168.1.5:8123'),
      twisted(folder),
      openPath,
      (name, url, upstream, place, path) => {
        const openPaths = path === null || path.trim() === '' ? [] : [path];
        const asked = requestFor(target, { name, url, upstream, folder: place, ...all, openPaths });
        try {
          const said = written(asked);
          taken += 1;
          const tls = upstream.trim().toLowerCase().startsWith('https:');
          const plain = requestFor(target, {
            url: /:8443\/?\s*$/.test(url) ? 'https://ha.example:8443' : 'https://ha.example:843',
            upstream: tls ? 'https://192.168.1.5' : 'http://192.168.1.5:8123',
            ...all,
            openPaths: openPaths.map((each) => (each.trim().endsWith('/') ? '/api/webhook/' : '/api/webhook/abc')).slice(0, 1),
          });
          expect(said).toEqual(written(plain));
        } catch (error) {
          expect(error).toMatchObject({ name: 'Failure', code: expect.stringMatching(/^(input-invalid|target-cannot)$/) });
        }
      },
    );
    fc.assert(property, { numRuns: 1_000 });
    expect(taken).toBeGreaterThan(20);
  });

  test('in a name stay in the README', () => {
    const name = 'x"; return 200; # $(id) {';
    const asked = requestFor(target, { name, ...all });
    const plan = proxyPlan(asked);
    expect(textOf(asked, 'README.txt').startsWith(`${name}\n`)).toBe(true);
    const rest = plan.files.filter((file) => file.name !== 'README.txt').map(({ text }) => text);
    expect(JSON.stringify([rest, plan.commands])).not.toContain('return 200');
  });
});
