/** Asks the app what it would write for a proxy. */
import type { DeployPlan, ProxyTarget } from '../../electron/contract/deploy.ts';
import { proxyPlan } from '../../electron/deploy/plan.ts';
import type { Guest, World } from './world.ts';

/** What somebody chose in the window. */
export interface Wish {
  readonly target: ProxyTarget;
  readonly url: string;
  readonly upstream: string;
  readonly folder: string;
  readonly openPaths: readonly string[];
  readonly insidePort: number | null;
}

/** @param revoked none but these devices of the world's are refused. */
export async function planFor({ url, ...setup }: Wish, world: World, revoked: readonly Guest[]): Promise<DeployPlan> {
  const { deviceAuthorityPem: authorityPem, serverAuthorityPem, serverPem: chainPem } = world;
  return proxyPlan({
    home: { name: 'Lindenweg; "$1" {', url },
    setup: { ...setup, ipv6: true },
    device: { authorityPem, crlPem: await world.crl(revoked), revokedSerials: revoked.map(({ serial }) => serial) },
    server: { source: 'own', authorityPem: serverAuthorityPem, chainPem, key: 'here' },
    now: new Date(),
  });
}
