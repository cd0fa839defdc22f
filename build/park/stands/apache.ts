import type { Stand, Tls } from '../scenario.ts';

interface VirtualHost {
  readonly tls?: Tls;
  readonly certificate?: string;
  readonly verify?: 'require' | 'optional' | 'none';
  readonly authority?: string;
  readonly crl?: string;
  /** What it passes on; everything, with the live connection, unless told. */
  readonly passes?: string;
}

const everything = `ProxyPass /api/websocket ws://127.0.0.1:8123/api/websocket
  ProxyPass / http://127.0.0.1:8123/`;

/** A virtual host; what is left out is as in a good one. */
export const apache = (host: VirtualHost = {}): Stand => {
  const { tls, certificate = 'server', verify = 'require', authority = 'devices', crl, passes = everything } = host;
  return {
    by: 'apache',
    config: ({ address, host: name, world }) => `Listen ${address}:443
<VirtualHost ${address}:443>
  ServerName ${name}
  SSLEngine on
  SSLCertificateFile ${world.file(`${certificate}.crt`)}
  SSLCertificateKeyFile ${world.file(`${certificate}.key`)}
  SSLProtocol -all ${tls === undefined ? '+TLSv1.2 +TLSv1.3' : `+TLSv${tls}`}
  SSLVerifyClient ${verify}
  SSLVerifyDepth 2
  SSLCACertificateFile ${world.file(`${authority}.crt`)}
  ${crl === undefined ? '' : `SSLCARevocationFile ${world.file(crl)}\n  SSLCARevocationCheck chain`}
  ProxyPreserveHost On
  RequestHeader set X-Forwarded-Proto https
  ${passes}
</VirtualHost>
`,
  };
};
