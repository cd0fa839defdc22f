import { z } from 'zod';
import { type ProxySetup, type ProxyTarget, targetAbilities } from '../../../electron/contract/deploy.ts';
import type { Home } from '../../../electron/contract/entities.ts';
import {
  type FieldCode,
  isIpAddress,
  openPathsField,
  portField,
  proxyFolderField,
  upstreamField,
} from '../../../electron/contract/fields.ts';
import { hostOf, type ProxyInput, portOf } from '../../state/proxy-input.ts';

/** What is checked of a proxy's set-up for one home. */
export const proxyForm = (home: Pick<Home, 'url'>) =>
  z.object({
    upstream: upstreamField,
    openPaths: openPathsField.refine((paths) => paths.length > 0, { error: 'paths-invalid' satisfies FieldCode }).nullable(),
    insidePort: portField.refine((port) => port !== portOf(home.url), { error: 'port-of-the-home' satisfies FieldCode }).nullable(),
    folder: proxyFolderField,
  });
export type ProxyForm = ReturnType<typeof proxyForm>;

/** Whether a proxy stands in front of Home Assistant and must be told where that is. */
export const hasUpstream = (target: ProxyTarget): boolean => target !== 'home-assistant';

/** Whether a target is told to listen on IPv6, and whether the home's address can lead there beside IPv4. */
export const asksForIpv6 = (target: ProxyTarget, home: Pick<Home, 'url'>): boolean =>
  ['nginx', 'haproxy'].includes(target) && !isIpAddress(hostOf(home.url));

/** What was typed, as far as its target can do it: what is hidden counts for nothing. */
export function valuesOf(input: ProxyInput, home: Pick<Home, 'url'>): z.input<ProxyForm> {
  const can = targetAbilities[input.proxyTarget];
  return {
    upstream: hasUpstream(input.proxyTarget) ? input.upstream : home.url,
    openPaths: can.openPaths && input.proxyScope === 'but-webhooks' ? input.proxyOpenPaths : null,
    insidePort: can.inside && input.proxyInside ? numberOf(input.proxyInsidePort) : null,
    folder: input.proxyFolder,
  };
}

/** The set-up that values, once checked, stand for. */
export function setupOf(input: ProxyInput, home: Pick<Home, 'url'>, { openPaths, ...values }: z.output<ProxyForm>): ProxySetup {
  const ipv6 = asksForIpv6(input.proxyTarget, home) && input.proxyIpv6;
  return { target: input.proxyTarget, ...values, ipv6, openPaths: openPaths ?? [] };
}

/** A whole number as typed; what is none is out of every range, and says so. */
const numberOf = (text: string): number => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : 0);

/** Whether two set-ups lead to the same files. */
export function isSameSetup(one: ProxySetup, other: ProxySetup): boolean {
  const facts = ({ target, upstream, folder, ipv6, openPaths, insidePort }: ProxySetup) =>
    JSON.stringify([target, upstream, folder, ipv6, openPaths, insidePort]);
  return facts(one) === facts(other);
}
