import { isIP } from 'node:net';

/**
 * The lines that Home Assistant's configuration.yaml needs behind a proxy: without them it answers
 * everybody with "400: Bad Request".
 *
 * @param upstream where the proxy finds Home Assistant: `http://192.168.1.5:8123`
 */
export function homeAssistantLines(upstream: string): string {
  const trusted = ['http:', '  use_x_forwarded_for: true', '  trusted_proxies:', '    - 127.0.0.1', '    - ::1'];
  // Trusting an address means to believe whom it says it speaks for: none is guessed here.
  const elsewhere = [
    '    # If nginx runs on another machine, add the address of that machine and take the # away:',
    '    # - 192.168.1.10',
  ];
  return [...trusted, ...(isLoopback(upstream) ? [] : elsewhere), ''].join('\n');
}

function isLoopback(upstream: string): boolean {
  const host = new URL(upstream).hostname;
  return host === 'localhost' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));
}
