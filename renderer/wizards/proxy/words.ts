import type { ProxyTarget } from '../../../electron/contract/deploy.ts';
import { useText } from '../../text/text.ts';

/** What sentences call a proxy. */
export function useProxyWords(target: ProxyTarget): { readonly proxy: string } {
  const t = useText();
  return { proxy: t(`proxy.targets.${target}.name`) };
}
