import type { AppFacts } from '../../../electron/contract/entities.ts';

type Platform = AppFacts['platform'];

/** What a command is for; the catalogue has the words. */
export type FirewallStep = 'see' | 'apps' | 'openUfw' | 'closeUfw' | 'openFirewalld' | 'open' | 'close';

interface FirewallCommand {
  readonly step: FirewallStep;
  readonly command: string;
}

const rule = 'Latchkey handover';
const applicationFirewall = '/usr/libexec/ApplicationFirewall/socketfilterfw';

/**
 * Commands that show a system's firewall, let one link in and shut it again.
 *
 * @param url of the link: its address and port are all that is let in
 */
export function firewallCommands(platform: Platform, url: string): readonly FirewallCommand[] {
  const { hostname, port } = new URL(url);
  const address = hostname.replace(/^\[|\]$/g, '');
  const ufw = `allow proto tcp from any to ${address} port ${port}`;
  const commands: Readonly<Record<Platform, readonly FirewallCommand[]>> = {
    linux: [
      { step: 'see', command: 'sudo ufw status; sudo firewall-cmd --state' },
      { step: 'openUfw', command: `sudo ufw ${ufw}` },
      { step: 'closeUfw', command: `sudo ufw delete ${ufw}` },
      { step: 'openFirewalld', command: `sudo firewall-cmd --add-port=${port}/tcp --timeout=5m` },
    ],
    darwin: [
      { step: 'see', command: `${applicationFirewall} --getglobalstate` },
      { step: 'apps', command: `${applicationFirewall} --listapps` },
    ],
    win32: [
      { step: 'see', command: 'Get-NetConnectionProfile' },
      {
        step: 'open',
        command: `New-NetFirewallRule -DisplayName '${rule}' -Direction Inbound -Action Allow -Protocol TCP -LocalAddress ${address} -LocalPort ${port} -RemoteAddress LocalSubnet`,
      },
      { step: 'close', command: `Remove-NetFirewallRule -DisplayName '${rule}'` },
    ],
  };
  return commands[platform];
}
