import { isIP } from 'node:net';
import { type ProxySetup, type ProxyTarget, targetAbilities } from '../contract/deploy.ts';
import type { Home } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import { homeUrlField, nameField, openPathsField, portField, proxyFolderField, upstreamField } from '../contract/fields.ts';

/** Whom a proxy lets in, and whom no more. */
export interface DeviceTrust {
  readonly authorityPem: string;
  readonly crlPem: string;
  /** Of the revoked certificates, lowercase hex. */
  readonly revokedSerials: readonly string[];
}

/** The server certificate: the proxy's own public one, or one of ours (its leaf, without the root). */
export type ServerTrust =
  | { readonly source: 'public' }
  | { readonly source: 'own'; readonly authorityPem: string; readonly chainPem: string; readonly key: 'here' | 'elsewhere' };

/** What a proxy is to be told. */
export interface ProxyRequest {
  readonly home: Pick<Home, 'name' | 'url'>;
  readonly setup: ProxySetup;
  readonly device: DeviceTrust;
  readonly server: ServerTrust;
  readonly now: Date;
}

/** Where a proxy finds Home Assistant. */
export interface Upstream {
  /** `http://192.168.1.5:8123` */
  readonly origin: string;
  readonly tls: boolean;
  /** A DNS name, or an address: IPv6 in brackets. */
  readonly host: string;
  readonly port: string;
}

/** A home's door, every value fit to stand in a configuration file or a shell command as it is. */
export interface Door {
  readonly target: ProxyTarget;
  /** For prose only: a name may hold quotes, braces and semicolons. */
  readonly homeName: string;
  readonly url: string;
  /** A DNS name, or an address: IPv6 in brackets. */
  readonly host: string;
  /** 4 or 6 where the host is an address, 0 where it is a name. */
  readonly hostFamily: number;
  readonly port: string;
  /** Names what belongs to this door on a proxy that stands before several homes: `ha.example`, `fd00--1-8443`. */
  readonly slug: string;
  readonly upstream: Upstream;
  readonly folder: string;
  readonly ipv6: boolean;
  /** A regular expression for the paths that stay open, without anchors; null where none does. */
  readonly openPaths: string | null;
  readonly insidePort: string | null;
  readonly server: 'public' | 'own';
  /** Where the key of the server certificate is; null for a public one, which is the proxy's own affair. */
  readonly serverKey: 'here' | 'elsewhere' | null;
  /** In decimal, as Go writes them. */
  readonly revokedSerials: readonly string[];
}

/** What counts as the own network (RFC 1918, RFC 4193, link-local IPv6, and the proxy's host itself). */
export const ownNetwork = ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '::1/128', 'fc00::/7', 'fe80::/10'] as const;

/** What strangers and lost devices are told. nginx says the same of its own accord, and the iPhone app looks for "SSL certificate". */
export const refusals = {
  stranger: 'No required SSL certificate was sent',
  revoked: 'The SSL certificate error',
} as const;

/**
 * Parses once more what will be written into files on another machine, whoever called.
 *
 * @throws Failure `input-invalid` with the field's name, `target-cannot` with what was chosen
 */
export function doorOf({ home, setup, device, server }: Omit<ProxyRequest, 'now'>): Door {
  const url = new URL(valid('url', homeUrlField.safeParse(home.url)));
  const host = url.hostname;
  const port = url.port || '443';
  const door: Door = {
    target: setup.target,
    homeName: valid('name', nameField.safeParse(home.name)),
    url: url.origin,
    host,
    hostFamily: isIP(bare(host)),
    port,
    slug: `${bare(host).replaceAll(':', '-')}${port === '443' ? '' : `-${port}`}`,
    upstream: upstreamOf(valid('upstream', upstreamField.safeParse(setup.upstream))),
    folder: valid('folder', proxyFolderField.safeParse(setup.folder)),
    ipv6: setup.ipv6,
    openPaths: openPattern(valid('openPaths', openPathsField.safeParse(setup.openPaths.join('\n')))),
    insidePort: setup.insidePort === null ? null : String(valid('insidePort', portField.safeParse(setup.insidePort))),
    server: server.source,
    serverKey: server.source === 'own' ? server.key : null,
    revokedSerials: device.revokedSerials.map(decimal),
  };
  if (door.insidePort === door.port) throw new Failure('input-invalid', { field: 'insidePort' });
  requireAbilities(door);
  return door;
}

/** A host without the brackets that IPv6 has in an address. */
export const bare = (host: string): string => host.replace(/[[\]]/g, '');

function upstreamOf(origin: string): Upstream {
  const { protocol, hostname, port } = new URL(origin);
  const tls = protocol === 'https:';
  return { origin, tls, host: hostname, port: port || (tls ? '443' : '80') };
}

/**
 * Webhook ids need no escaping, and what a proxy compares with this pattern must be the path as it came: then no
 * other spelling of a path (`%2e%2e`, `//`, `..`) can pass for a webhook.
 */
function openPattern(paths: readonly string[]): string | null {
  const ids = paths.map((path) => path.replace('/api/webhook/', ''));
  if (ids.length === 0) return null;
  return `/api/webhook/${ids.includes('') ? '[A-Za-z0-9_~-]+' : `(${ids.join('|')})`}`;
}

function decimal(serial: string): string {
  if (!/^[0-9a-f]{1,64}$/.test(serial)) throw new Failure('input-invalid', { field: 'serial' });
  return BigInt(`0x${serial}`).toString();
}

function requireAbilities({ target, openPaths, insidePort, hostFamily }: Door): void {
  const able = targetAbilities[target];
  const refuse = (choice: string) => {
    throw new Failure('target-cannot', { target, choice });
  };
  if (openPaths !== null && !able.openPaths) refuse('open-paths');
  if (insidePort !== null && !able.inside) refuse('inside-port');
  if (hostFamily !== 0 && !able.addresses) refuse('address');
}

type Parsed<T> = { readonly success: true; readonly data: T } | { readonly success: false };

function valid<T>(field: string, parsed: Parsed<T>): T {
  if (!parsed.success) throw new Failure('input-invalid', { field });
  return parsed.data;
}
