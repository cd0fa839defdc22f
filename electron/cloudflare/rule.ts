import type { CloudflareRule, CloudflareRuleChoice } from '../contract/cloudflare.ts';
import { Failure } from '../contract/failure.ts';

/** Cloudflare's limit, "Fields and expressions": characters of one expression. */
const expressionMax = 4096;

/**
 * The host of a home, if Cloudflare can stand before it: a DNS name at the standard port.
 *
 * @param url an origin: `https://ha.example.org`
 * @throws Failure cloudflare-host-unsuitable
 */
export function cloudflareHost(url: string): string {
  const { hostname, port } = new URL(url);
  const labels = hostname.split('.');
  const isName = labels.length >= 2 && labels.every((label) => /^[a-z0-9_-]{1,63}$/.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '');
  if (!isName || port !== '') throw new Failure('cloudflare-host-unsuitable', { host: hostname });
  return hostname;
}

/**
 * Writes the rule that blocks everybody who shows no good certificate to one host.
 *
 * A revoked certificate is still "verified" (cf.tls_client_auth.cert_verified), so both are asked. `http.host` is the
 * Host header as it was sent ("http.host" in Cloudflare's fields reference): compared as a whole, it could be dodged
 * with a capital letter, a port or a final dot, hence the beginning of its lower case.
 *
 * @throws Failure cloudflare-host-unsuitable, input-invalid
 */
export function writeRule(url: string, { openPaths, issuer }: CloudflareRuleChoice): CloudflareRule {
  const host = cloudflareHost(url);
  const strangers = [
    'not cf.tls_client_auth.cert_verified',
    'cf.tls_client_auth.cert_revoked',
    ...(issuer === null ? [] : [`not cf.tls_client_auth.cert_issuer_ski eq ${quoted(issuer)}`]),
  ];
  const expression = [
    `starts_with(lower(http.host), ${quoted(host)})`,
    `(${strangers.join(' or ')})`,
    ...exceptions(openPaths).map((path) => `not ${path}`),
  ].join(' and ');
  if (expression.length > expressionMax) throw new Failure('input-invalid', { field: 'openPaths' });
  return { name: `Latchkey: ${host}`, expression };
}

/** Paths that stay open: single ones as a set, and those that end in a slash with all below them. */
function exceptions(openPaths: readonly string[]): readonly string[] {
  const single = openPaths.filter((path) => !path.endsWith('/'));
  const trees = openPaths.filter((path) => path.endsWith('/'));
  return [...(single.length === 0 ? [] : [`http.request.uri.path in {${single.map(quoted).join(' ')}}`]), ...trees.map(below)];
}

// A path that climbs out again, plainly or encoded, would open the whole house where the zone's URL normalisation is off.
const below = (tree: string): string =>
  `(starts_with(http.request.uri.path, ${quoted(tree)}) and not http.request.uri.path contains ".." and not http.request.uri.path contains "%")`;

/**
 * A literal of the rules language ("Values", quoted string syntax). What would need an escape has no place in a host,
 * a webhook's path or a key identifier, so it is refused rather than written.
 */
function quoted(text: string): string {
  if (!/^[A-Za-z0-9/._~-]+$/.test(text)) throw new Failure('input-invalid', { field: 'expression' });
  return `"${text}"`;
}

/** Whether two expressions are the same but for spaces, as Cloudflare may give them back. */
export const sameExpression = (one: string, other: string): boolean => condensed(one) === condensed(other);

const condensed = (expression: string): string => expression.trim().replace(/\s+/g, ' ');
