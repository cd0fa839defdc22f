import { describe, expect, test } from 'vitest';
import { emptyProxyInput, inputOf, type ProxyInput } from '../../state/proxy-input.ts';
import { parseForm } from '../form.ts';
import { isSameSetup, proxyForm, setupOf, valuesOf } from './proxy-form.ts';

const home = { url: 'https://ha.example' };
const typed: ProxyInput = { ...emptyProxyInput, upstream: 'http://ha.lan:8123' };
const parse = (input: Partial<ProxyInput>) => parseForm(proxyForm(home), valuesOf({ ...typed, ...input }, home));
const setup = (input: Partial<ProxyInput>) => {
  const parsed = parse(input);
  if (!parsed.ok) throw new Error(`refused: ${JSON.stringify(parsed.codes)}`);
  return setupOf({ ...typed, ...input }, home, parsed.value);
};

describe('a proxy as it is typed', () => {
  test('asks everybody by default', () => {
    expect(setup({})).toEqual({
      target: 'nginx',
      upstream: 'http://ha.lan:8123',
      folder: '/etc/nginx/latchkey',
      ipv6: false,
      openPaths: [],
      insidePort: null,
    });
  });

  test('leaves out what its target cannot do, whatever stands in the hidden fields', () => {
    const everything = {
      proxyScope: 'but-webhooks',
      proxyOpenPaths: 'nonsense',
      proxyInside: true,
      proxyInsidePort: '8443',
      proxyIpv6: true,
    } as const;
    expect(setup({ ...everything, proxyTarget: 'traefik' })).toMatchObject({ openPaths: [], insidePort: 8443, ipv6: false });
    expect(setup({ ...everything, proxyTarget: 'home-assistant', upstream: 'nonsense' })).toMatchObject({
      openPaths: [],
      insidePort: null,
    });
  });

  test('needs a path where some are to stay open', () => {
    for (const proxyOpenPaths of ['', ' \n', '/api/states', '/api/webhook/a;}', '/api/webhook/a\n/lovelace'])
      expect(parse({ proxyScope: 'but-webhooks', proxyOpenPaths })).toEqual({ ok: false, codes: { openPaths: 'paths-invalid' } });
    expect(setup({ proxyScope: 'but-webhooks', proxyOpenPaths: ' /api/webhook/a\n\n/api/webhook/b ' })).toMatchObject({
      openPaths: ['/api/webhook/a', '/api/webhook/b'],
    });
  });

  test('needs a port at home that is not the home’s own', () => {
    for (const proxyInsidePort of ['', '0', '65536', '80.5', '-1', '8e3', 'soon'])
      expect(parse({ proxyInside: true, proxyInsidePort })).toEqual({ ok: false, codes: { insidePort: 'port-out-of-range' } });
    expect(parse({ proxyInside: true, proxyInsidePort: '443' })).toEqual({ ok: false, codes: { insidePort: 'port-of-the-home' } });
  });

  test('comes back as it was saved', () => {
    const saved = setup({ proxyScope: 'but-webhooks', proxyOpenPaths: '/api/webhook/a', proxyInside: true, proxyInsidePort: '8124' });
    expect(isSameSetup(setup(inputOf(saved)), saved)).toBe(true);
    expect(isSameSetup(setup({ ...inputOf(saved), proxyInside: false }), saved)).toBe(false);
  });
});
