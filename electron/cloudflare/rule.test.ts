import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CloudflareRuleChoice } from '../contract/cloudflare.ts';
import { cloudflareHost, sameExpression, writeRule } from './rule.ts';
import { compileExpression, type EdgeRequest } from './test-expression.ts';

const url = 'https://ha.example.org';
const ours = '8204924CF49D471E855862706D889F58F6B784D3';
const good = { verified: true, revoked: false, issuerSki: ours };
const everything: CloudflareRuleChoice = { openPaths: [], issuer: null };

/** What an edge does with a request. */
function blocks(choice: CloudflareRuleChoice, request: Partial<EdgeRequest>): boolean {
  return compileExpression(writeRule(url, choice).expression)({ host: 'ha.example.org', path: '/', certificate: null, ...request });
}

describe('the rule, as an edge applies it', () => {
  test('blocks strangers and lets in who shows a good certificate', () => {
    expect(blocks(everything, {})).toBe(true);
    expect(blocks(everything, { certificate: good })).toBe(false);
  });

  test('blocks a certificate that is not verified, and one that is revoked and still verified', () => {
    expect(blocks(everything, { certificate: { ...good, verified: false } })).toBe(true);
    expect(blocks(everything, { certificate: { ...good, revoked: true } })).toBe(true);
  });

  test.each(['HA.Example.ORG', 'ha.example.org:443', 'ha.example.org.', 'Ha.example.org.:443'])('is not dodged by the host %s', (host) => {
    expect(blocks(everything, { host })).toBe(true);
  });

  test.each(['www.example.org', 'example.org', 'xha.example.org'])('leaves the other host %s alone', (host) => {
    expect(blocks(everything, { host })).toBe(false);
  });

  test('leaves single webhooks open, and nothing beside them', () => {
    const choice = { ...everything, openPaths: ['/api/webhook/abc', '/api/webhook/d-e_f~'] };
    expect(blocks(choice, { path: '/api/webhook/abc' })).toBe(false);
    expect(blocks(choice, { path: '/api/webhook/d-e_f~' })).toBe(false);
    for (const path of ['/api/webhook/abcd', '/api/webhook/', '/api/webhook/ABC', '/api/webhook/abc/', '/api/', '/']) {
      expect(blocks(choice, { path })).toBe(true);
    }
  });

  test.each([
    '/api/webhook/../states',
    '/api/webhook/x/../../states',
    '/api/webhook/%2e%2e/states',
    '/api/webhook/..%2fstates',
    '/api/webhook',
  ])('leaves all webhooks open, but not the way out of them: %s', (path) => {
    const choice = { ...everything, openPaths: ['/api/webhook/'] };
    expect(blocks(choice, { path: '/api/webhook/anything' })).toBe(false);
    expect(blocks(choice, { path })).toBe(true);
  });

  test('lets in certificates of the pinned issuer alone', () => {
    const choice = { ...everything, issuer: ours };
    expect(blocks(choice, { certificate: good })).toBe(false);
    expect(blocks(choice, { certificate: { ...good, issuerSki: ours.toLowerCase().replace('8', '9') } })).toBe(true);
    expect(blocks(choice, { certificate: { ...good, issuerSki: '' } })).toBe(true);
    expect(blocks(choice, {})).toBe(true);
  });

  test('blocks exactly who has no good certificate and asks for no open path', () => {
    const path = fc.constantFrom('/', '/api/webhook/abc', '/api/webhook/other', '/api/webhook/x/../../states', '/api/websocket');
    const certificate = fc.option(fc.record({ verified: fc.boolean(), revoked: fc.boolean(), issuerSki: fc.constantFrom(ours, 'AB', '') }));
    const choice = fc.record({
      openPaths: fc.subarray(['/api/webhook/abc', '/api/webhook/zzz', '/api/webhook/']),
      issuer: fc.constantFrom(ours, null),
    });
    fc.assert(
      fc.property(choice, path, certificate, (wanted, asked, shown) => {
        const isGood = shown?.verified === true && !shown.revoked && (wanted.issuer === null || shown.issuerSki === wanted.issuer);
        const isBelow = wanted.openPaths.includes('/api/webhook/') && /^\/api\/webhook\/(?!.*\.\.)/.test(asked);
        const isOpen = wanted.openPaths.includes(asked) || isBelow;
        expect(blocks(wanted, { path: asked, certificate: shown })).toBe(!isGood && !isOpen);
      }),
    );
  });

  test('stays within the length that Cloudflare takes, with the longest paths that a form takes', () => {
    const openPaths = Array.from({ length: 20 }, (_, at) => `/api/webhook/${String(at).padStart(128, 'x')}`);
    expect(blocks({ ...everything, openPaths }, { path: openPaths[19] ?? '' })).toBe(false);
  });
});

describe('what a rule cannot be written for', () => {
  test.each(['https://192.168.1.5', 'https://[2001:db8::1]', 'https://homeassistant', 'https://ha.example.org:8443'])(
    'Cloudflare does not stand before %s',
    (address) => expect(() => cloudflareHost(address)).toThrow('cloudflare-host-unsuitable'),
  );

  test('hostile text never gets into an expression: it is refused', () => {
    const hostile = fc.string({ unit: 'binary' }).filter((text) => !/^[A-Za-z0-9/._~-]+$/.test(text));
    fc.assert(
      fc.property(hostile, (text) => {
        expect(() => writeRule(url, { ...everything, openPaths: [`/api/webhook/${text}"`] })).toThrow('input-invalid');
        expect(() => writeRule(url, { ...everything, issuer: text })).toThrow('input-invalid');
      }),
    );
  });

  test('hostile hosts are refused, or written so that an edge reads them as they are', () => {
    fc.assert(
      fc.property(fc.webAuthority(), (authority) => {
        fc.pre(URL.canParse(`https://${authority}`));
        const address = new URL(`https://${authority}`).origin;
        let host: string;
        try {
          host = cloudflareHost(address);
        } catch (trouble) {
          expect(trouble).toMatchObject({ code: 'cloudflare-host-unsuitable' });
          return;
        }
        const test = compileExpression(writeRule(address, everything).expression);
        expect(test({ host, path: '/', certificate: null })).toBe(true);
      }),
    );
  });
});

describe('the edge that judges here', () => {
  test('knows the precedence of not, and, or', () => {
    const request: EdgeRequest = { host: 'a', path: '/', certificate: null };
    expect(compileExpression('http.host eq "a" or http.host eq "b" and http.host eq "c"')(request)).toBe(true);
    expect(compileExpression('(http.host eq "a" or http.host eq "b") and http.host eq "c"')(request)).toBe(false);
    expect(compileExpression('not http.host eq "b" and http.host ne "c"')(request)).toBe(true);
  });

  test.each([
    'http.host',
    'http.host eq a',
    'http.host EQ "a"',
    'http.hots eq "a"',
    'http.host eq "a" and',
    '(http.host eq "a"',
    'http.host in {}',
    'http.host in {"a", "b"}',
    'http.host starts_with "a"',
    'http.host eq "a" http.host eq "b"',
    'http.host eq "a\\n"',
    'cf.tls_client_auth.cert_verified eq "true"',
  ])('refuses %s', (text) => expect(() => compileExpression(text)).toThrow(SyntaxError));
});

test('expressions are the same whatever their spaces', () => {
  expect(sameExpression('a  and\n b ', ' a and b')).toBe(true);
  expect(sameExpression('a and b', 'a or b')).toBe(false);
});
