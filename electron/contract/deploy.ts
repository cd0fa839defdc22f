/** What the app writes for a proxy, and what a home still has to do at it. */

export const proxyTargets = ['nginx', 'nginx-proxy-manager', 'caddy', 'traefik', 'haproxy', 'apache', 'home-assistant'] as const;
export type ProxyTarget = (typeof proxyTargets)[number];

/** How the proxy in front of a home was set up. */
export interface ProxySetup {
  readonly target: ProxyTarget;
  /** Where the proxy finds Home Assistant: `http://192.168.1.5:8123`. */
  readonly upstream: string;
  /** The folder on the proxy that holds the certificate files: `/etc/nginx/latchkey`. */
  readonly folder: string;
  /** Whether a home with a DNS name also listens on IPv6. */
  readonly ipv6: boolean;
  /** Paths that anybody may call without a certificate: `/api/webhook/abc`; all webhooks where one ends in `/`. */
  readonly openPaths: readonly string[];
  /** Port of a second listener that wants no certificate and serves the own network alone; null without one. */
  readonly insidePort: number | null;
}

interface TargetAbilities {
  /** Whether some paths can be left open. */
  readonly openPaths: boolean;
  /** Whether a second listener can serve the own network without certificates. */
  readonly inside: boolean;
  /** Whether it can guard a home that has an IP address instead of a name: some choose what to ask for by the name alone. */
  readonly addresses: boolean;
  /** How it learns of a revoked device: by a revocation list, by a list in its configuration, or not at all. */
  readonly revocation: 'crl' | 'configuration' | 'none';
  /** The folder that is suggested for its files. */
  readonly folder: string;
}

/** What each target can do. */
export const targetAbilities: Readonly<Record<ProxyTarget, TargetAbilities>> = {
  nginx: { openPaths: true, inside: true, addresses: true, revocation: 'crl', folder: '/etc/nginx/latchkey' },
  'nginx-proxy-manager': { openPaths: true, inside: false, addresses: false, revocation: 'crl', folder: '/data/latchkey' },
  caddy: { openPaths: true, inside: true, addresses: false, revocation: 'configuration', folder: '/etc/caddy/latchkey' },
  traefik: { openPaths: false, inside: true, addresses: false, revocation: 'none', folder: '/etc/traefik/latchkey' },
  haproxy: { openPaths: true, inside: true, addresses: true, revocation: 'crl', folder: '/etc/haproxy/latchkey' },
  apache: { openPaths: true, inside: true, addresses: true, revocation: 'crl', folder: '/etc/apache2/latchkey' },
  'home-assistant': { openPaths: false, inside: false, addresses: true, revocation: 'none', folder: '/config/latchkey' },
};

export const deployPurposes = [
  'configuration',
  'device-authority',
  'revocation-list',
  'server-authority',
  'server-chain',
  'server-key',
  'home-assistant',
  'readme',
] as const;
export type DeployPurpose = (typeof deployPurposes)[number];

/** A file that the app writes for a proxy; text is null where it holds a private key. */
export interface DeployFile {
  readonly name: string;
  readonly text: string | null;
  readonly purpose: DeployPurpose;
}

/** What somebody should know of a target before they rely on it. */
export const deployNotes = [
  /** Home Assistant itself asks everybody for a certificate, in the own network too. */
  'local-clients-too',
  /** It knows no revocation: only a new device authority shuts a lost device out. */
  'revocation-unknown',
  /** Revoking a device changes the configuration, since it reads no revocation lists. */
  'revocation-in-configuration',
  /** Another router for the same host with other TLS options would undo the lock in silence (traefik#10530). */
  'other-routers',
  /** Some paths are open to everybody who knows them. */
  'open-paths',
  /** The proxy is set up in its own window; only the snippet is ours. */
  'pasted-by-hand',
  /** Checked against its documented schema, not run. */
  'schema-checked',
  /** Its key stays on the server that made the request. */
  'key-elsewhere',
] as const;
export type DeployNote = (typeof deployNotes)[number];

export interface DeployPlan {
  readonly files: readonly DeployFile[];
  /** For the proxy's host, each in order. A line may be a thing to do by hand where a target has no command for it. */
  readonly commands: {
    readonly install: readonly string[];
    readonly check: readonly string[];
    readonly reload: readonly string[];
    readonly undo: readonly string[];
  };
  /** Lines for Home Assistant's configuration.yaml. */
  readonly homeAssistant: string;
  readonly notes: readonly DeployNote[];
}

export const todoKinds = ['revocation', 'device-authority', 'server-certificate'] as const;
export type TodoKind = (typeof todoKinds)[number];

/** A change that the proxy does not know yet. It stays until a test proves that it does. */
export interface Todo {
  readonly id: string;
  readonly kind: TodoKind;
  readonly since: string; // ISO 8601, UTC
  /** Whom or what it is about: the device that was revoked, the name of the new authority or certificate. */
  readonly about: string;
  /** As whom to test; null where the home itself is tested. */
  readonly deviceId: string | null;
}

/** How a change gets to the proxy. */
export interface TodoPlan {
  readonly files: readonly DeployFile[];
  /** Commands for the proxy's host, in order: copy, check, reload. */
  readonly commands: readonly string[];
}
