import type { DeployFile, DeployNote, DeployPlan, ProxyTarget } from '../contract/deploy.ts';
import { apache } from './apache.ts';
import { caddy } from './caddy.ts';
import { type Door, doorOf, type ProxyRequest } from './door.ts';
import { certificateFiles } from './files.ts';
import { haproxy } from './haproxy.ts';
import { homeAssistant } from './home-assistant.ts';
import { nginx } from './nginx.ts';
import { nginxProxyManager } from './nginx-proxy-manager.ts';
import type { Page } from './page.ts';
import { readme } from './readme.ts';
import { traefik } from './traefik.ts';

const pages: Readonly<Record<ProxyTarget, (door: Door) => Page>> = {
  nginx,
  'nginx-proxy-manager': nginxProxyManager,
  caddy,
  traefik,
  haproxy,
  apache,
  'home-assistant': homeAssistant,
};

/**
 * Writes what a proxy needs to let only this home's devices in: its configuration, the certificates that it names,
 * the lines for Home Assistant and a README.
 *
 * @throws Failure `input-invalid` with the field's name, where a value could break out of its line;
 *   `target-cannot` with `target` and `choice` (`open-paths`, `inside-port` or `address`)
 */
export function proxyPlan(request: ProxyRequest): DeployPlan {
  const door = doorOf(request);
  const page = pages[door.target](door);
  const { configuration, commands, homeAssistant: lines } = page;
  const written: readonly DeployFile[] = [
    ...(configuration ? [{ ...configuration, purpose: 'configuration' } as const] : []),
    ...certificateFiles(door, request),
    { name: 'home-assistant.yaml', text: lines, purpose: 'home-assistant' },
  ];
  const said = readme(door, page, written, request.now);
  return {
    files: [...written, { name: 'README.txt', text: said, purpose: 'readme' }],
    commands,
    homeAssistant: lines,
    notes: notesOf(door, page),
  };
}

const notesOf = ({ openPaths, serverKey }: Door, { notes }: Page): readonly DeployNote[] => [
  ...notes,
  ...(openPaths === null ? [] : ['open-paths' as const]),
  ...(serverKey === 'elsewhere' ? ['key-elsewhere' as const] : []),
];
