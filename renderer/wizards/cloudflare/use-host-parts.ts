import { checksOf, useCloudflareLook } from '../../state/cloudflare.ts';
import { useText } from '../../text/text.ts';

/** A host as Cloudflare's forms ask for it: what is typed before the domain, and the domain. */
export interface HostParts {
  /** `ha` */
  readonly subdomain: string;
  /** `example.org` */
  readonly domain: string;
  /** False where nobody could tell where the domain begins: the parts are described then. */
  readonly isKnown: boolean;
}

/** Cuts a home's host where its domain begins, as far as that could be seen. */
export function useHostParts(homeId: string, host: string): HostParts {
  const t = useText();
  const { homeId: lookedAt, look } = useCloudflareLook();
  const zone = lookedAt === homeId ? checksOf(look).find(({ id }) => id === 'nameservers')?.facts['zone'] : undefined;
  if (zone === undefined || !host.endsWith(`.${zone}`))
    return { subdomain: t('cloudflare.tunnel.subdomainWhole'), domain: t('cloudflare.tunnel.domainWhole'), isKnown: false };
  return { subdomain: host.slice(0, -zone.length - 1), domain: zone, isKnown: true };
}
