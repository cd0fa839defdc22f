import { type ProxySetup, type ProxyTarget, proxyTargets, targetAbilities } from '../../electron/contract/deploy.ts';
import type { Home } from '../../electron/contract/entities.ts';
import { isIpAddress, type OwnProxyDraft } from '../../electron/contract/fields.ts';

/** What is typed about a proxy, in the wizard's draft and on the page that changes it later. */
export type ProxyInput = Pick<
  OwnProxyDraft,
  'proxyTarget' | 'upstream' | 'proxyFolder' | 'proxyIpv6' | 'proxyScope' | 'proxyOpenPaths' | 'proxyInside' | 'proxyInsidePort'
>;

/** Before anything was typed: every visitor shows a certificate. */
export const emptyProxyInput: ProxyInput = {
  proxyTarget: 'nginx',
  upstream: '',
  proxyFolder: targetAbilities.nginx.folder,
  proxyIpv6: false,
  proxyScope: 'all',
  proxyOpenPaths: '',
  proxyInside: false,
  proxyInsidePort: '',
};

/** A set-up as it would be typed. */
export function inputOf({ target, upstream, folder, ipv6, openPaths, insidePort }: ProxySetup): ProxyInput {
  return {
    proxyTarget: target,
    upstream,
    proxyFolder: folder,
    proxyIpv6: ipv6,
    proxyScope: openPaths.length > 0 ? 'but-webhooks' : 'all',
    proxyOpenPaths: openPaths.join('\n'),
    proxyInside: insidePort !== null,
    proxyInsidePort: insidePort === null ? '' : String(insidePort),
  };
}

/**
 * The folder on the proxy: what was typed stays, while a suggestion goes with the target. Homes behind one proxy get
 * different folders, since their files bear the same names.
 *
 * @param folder what stands in the field
 */
export function folderFor(target: ProxyTarget, folder: string, home: Home, homes: readonly Home[]): string {
  const host = new URL(home.url).host.replace(/[[\]]/g, '').replaceAll(':', '-');
  const suggestions = proxyTargets.map((each) => targetAbilities[each].folder);
  const isSuggested = suggestions.some((suggestion) => folder === suggestion || folder === `${suggestion}-${host}`);
  const isTaken = (path: string) => homes.some(({ id, proxy }) => id !== home.id && proxy?.folder === path);
  if (!isSuggested && !isTaken(folder)) return folder;
  const suggestion = targetAbilities[target].folder;
  return isTaken(suggestion) ? `${suggestion}-${host}` : suggestion;
}

/** The proxies that can guard a home: some go by the name that is called, and an address is none. */
export const targetsFor = ({ url }: Pick<Home, 'url'>): readonly ProxyTarget[] =>
  proxyTargets.filter((target) => targetAbilities[target].addresses || !isIpAddress(hostOf(url)));

/** The host of an origin as people type it: an IPv6 address stands without brackets. */
export const hostOf = (url: string): string => new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');

/** The port that an https address leads to. */
export const portOf = (url: string): number => Number(new URL(url).port || 443);

/** A port for the own network beside the home's own. */
export const insidePortFor = (home: Pick<Home, 'url'>): string => (portOf(home.url) === 8443 ? '8124' : '8443');
