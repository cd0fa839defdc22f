import type { CloudflareAccess, CloudflareZone } from '../../../../electron/contract/cloudflare.ts';
import type { Home } from '../../../../electron/contract/entities.ts';

/** The domains of a token that a home may lie in, the nearest first. */
export function zonesOf(access: CloudflareAccess | null, home: Pick<Home, 'url'>): readonly CloudflareZone[] {
  if (access?.phase !== 'connected') return [];
  const { hostname } = new URL(home.url);
  return access.zones
    .filter(({ name }) => hostname === name || hostname.endsWith(`.${name}`))
    .toSorted((one, other) => other.name.length - one.name.length);
}
