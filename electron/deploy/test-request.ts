import { type ProxyTarget, targetAbilities } from '../contract/deploy.ts';
import type { ProxyRequest, ServerTrust } from './door.ts';
import { proxyPlan } from './plan.ts';

export const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
export const crl = '-----BEGIN X509 CRL-----\nMIIB\n-----END X509 CRL-----\n';

export const own = { source: 'own', authorityPem: certificate, chainPem: certificate, key: 'here' } as const satisfies ServerTrust;
export const servers: readonly ServerTrust[] = [own, { ...own, key: 'elsewhere' }, { source: 'public' }];

interface Wish extends Partial<ProxyRequest['setup']> {
  readonly url?: string;
  readonly name?: string;
  readonly server?: ServerTrust;
  readonly revokedSerials?: readonly string[];
}

/** A home behind a proxy of this kind, with all that is asked for besides. */
export function requestFor(target: ProxyTarget, { url, name, server, revokedSerials, ...setup }: Wish = {}): ProxyRequest {
  return {
    home: { name: name ?? 'Lindenweg', url: url ?? 'https://ha.example' },
    setup: {
      target,
      upstream: 'http://192.168.1.5:8123',
      folder: targetAbilities[target].folder,
      ipv6: true,
      openPaths: [],
      insidePort: null,
      ...setup,
    },
    device: { authorityPem: certificate, crlPem: crl, revokedSerials: revokedSerials ?? [] },
    server: server ?? own,
    now: new Date('2026-11-21T20:00:00Z'),
  };
}

/** All that a target can do at once. */
export const everything = (target: ProxyTarget) => ({
  openPaths: targetAbilities[target].openPaths ? ['/api/webhook/abc', '/api/webhook/-d_e~f'] : [],
  insidePort: targetAbilities[target].inside ? 8444 : null,
});

/** The text of a file of a plan; empty where it has none. */
export const textOf = (request: ProxyRequest, name: string): string =>
  proxyPlan(request).files.find((file) => file.name === name)?.text ?? '';

/** What the target reads as its configuration. */
export function configurationOf(request: ProxyRequest): string {
  const { files, homeAssistant } = proxyPlan(request);
  return files.find(({ purpose }) => purpose === 'configuration')?.text ?? homeAssistant;
}
