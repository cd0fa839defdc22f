import { isIP } from 'node:net';
import type { Upstream } from './door.ts';

/** The lines that Home Assistant's configuration.yaml needs behind a proxy: without them it answers everybody with "400: Bad Request". */
export function trustedProxyLines(upstream: Upstream): string {
  const trusted = ['http:', '  use_x_forwarded_for: true', '  trusted_proxies:', '    - 127.0.0.1', '    - ::1'];
  // Trusting an address means to believe whom it says it speaks for: none is guessed here.
  const elsewhere = [
    '    # If the proxy runs on another machine or in a container, add the address from which it calls',
    '    # (in Docker the network of its containers, such as 172.18.0.0/16) and take the # away:',
    '    # - 192.168.1.10',
  ];
  return [...trusted, ...(isLoopback(upstream) ? [] : elsewhere), ''].join('\n');
}

const isLoopback = ({ host }: Upstream): boolean =>
  host === 'localhost' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));
