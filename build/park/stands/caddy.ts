import type { Stand, Tls } from '../scenario.ts';

interface Site {
  readonly tls?: Tls;
  /** `internal` for Caddy's own authority. */
  readonly certificate?: string;
  /** Null where nobody is asked. */
  readonly mode?: 'require_and_verify' | 'require' | 'request' | 'verify_if_given' | null;
  readonly authority?: string;
  readonly upstream?: string;
  /** A name below the place's. */
  readonly below?: string;
  readonly version?: 'caddy' | 'caddy-current';
}

/** A site; what is left out is as in a good one. */
export const caddy = (site: Site = {}): Stand => {
  const { tls, certificate = 'server', mode = 'require_and_verify', authority = 'devices', upstream = '127.0.0.1:8123' } = site;
  const version = site.version ?? 'caddy';
  return {
    by: version,
    config: ({ host, address, world }) => {
      const trusted = world.file(`${authority}.crt`);
      const pool = version === 'caddy' ? `trusted_ca_cert_file ${trusted}` : `trust_pool file ${trusted}`;
      const files = certificate === 'internal' ? 'internal' : `${world.file(`${certificate}.crt`)} ${world.file(`${certificate}.key`)}`;
      return `https://${site.below ?? ''}${host} {
  bind ${address}
  tls ${files} {
    ${tls === undefined ? '' : `protocols tls${tls} tls${tls}`}
    ${mode === null ? '' : `client_auth {\n      mode ${mode}\n      ${pool}\n    }`}
  }
  reverse_proxy ${upstream}
}
`;
    },
  };
};
