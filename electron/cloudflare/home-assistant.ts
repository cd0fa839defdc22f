/**
 * The lines that Home Assistant's configuration.yaml needs behind the tunnel: without them it answers everybody with
 * "400: Bad Request". 172.30.33.0/24 is the network of Home Assistant's own add-ons, the Cloudflared one among them.
 */
export const homeAssistantLines = [
  'http:',
  '  use_x_forwarded_for: true',
  '  trusted_proxies:',
  '    - 172.30.33.0/24',
  '    # If cloudflared runs on another machine, put the address of that machine in its place:',
  '    # - 192.168.1.10',
  '',
].join('\n');
