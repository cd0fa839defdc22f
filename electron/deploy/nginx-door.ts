import type { Home, ProxySetup } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import { homeUrlField, nameField, proxyFolderField, upstreamField } from '../contract/fields.ts';

/** A home's door, every value fit to stand in a configuration file or a shell command as it is. */
export interface NginxDoor {
  /** For prose only: a name may hold quotes, braces and semicolons. */
  readonly homeName: string;
  readonly url: string;
  /** A DNS name, or an address: IPv6 in brackets. */
  readonly host: string;
  readonly port: string;
  readonly upstream: string;
  readonly folder: string;
  readonly ipv6: boolean;
}

/**
 * Parses once more what will be written into files on another machine, whoever called.
 *
 * @throws Failure input-invalid with the field's name
 */
export function doorOf(home: Pick<Home, 'name' | 'url'>, setup: ProxySetup): NginxDoor {
  const url = new URL(valid('url', homeUrlField.safeParse(home.url)));
  return {
    homeName: valid('name', nameField.safeParse(home.name)),
    url: url.origin,
    host: url.hostname,
    port: url.port === '' ? '443' : url.port,
    upstream: valid('upstream', upstreamField.safeParse(setup.upstream)),
    folder: valid('folder', proxyFolderField.safeParse(setup.folder)),
    ipv6: setup.ipv6,
  };
}

/** Where nginx includes the configuration of a door. Its name is the door's own: one nginx may stand before several homes. */
export const siteFile = ({ host, port }: NginxDoor): string =>
  `/etc/nginx/conf.d/latchkey-${host.replace(/[[\]]/g, '').replaceAll(':', '-')}${port === '443' ? '' : `-${port}`}.conf`;

type Parsed = { readonly success: true; readonly data: string } | { readonly success: false };

function valid(field: string, parsed: Parsed): string {
  if (!parsed.success) throw new Failure('input-invalid', { field });
  return parsed.data;
}
