/** What stands behind the doors: Home Assistant itself, or a stand-in where it cannot be had. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startHomeAssistant as startStandIn } from '../../e2e/support/home-assistant.ts';
import { ask } from '../interop/ask.ts';
import { freePort, startServer } from './servers.ts';

/** The webhook that an automation waits for. */
export const webhookPath = '/api/webhook/latchkey';

/** Somebody who answers as Home Assistant. */
export interface Upstream {
  readonly origin: string;
  /** How often the webhook was called. */
  readonly rings: () => number;
  readonly stop: () => Promise<void>;
}

/** Where the automation notes each call, in a configuration folder. */
const bells = (folder: string): string => path.join(folder, 'bells');
/** How often the automation ran. */
export const ringsIn = (folder: string): number => readFileSync(bells(folder), 'utf8').split('rang').length - 1;

/** The steps of its first run, which somebody took long ago; until then it tells nobody how to log in. */
const onboarded = ['user', 'core_config', 'analytics', 'integration'];

/**
 * Fills a configuration folder.
 *
 * @param lines that the app wrote for configuration.yaml; where it listens here is added to their `http:`
 * @param hosts addresses of this machine, loopback's unless told
 */
export function configure(folder: string, lines: string, port: number, hosts: readonly string[] = ['127.0.0.1', '::1']): void {
  const onboarding = { version: 4, minor_version: 1, key: 'onboarding', data: { done: onboarded } };
  mkdirSync(path.join(folder, '.storage'), { recursive: true });
  writeFileSync(path.join(folder, '.storage/onboarding'), JSON.stringify(onboarding));
  writeFileSync(bells(folder), '');
  const listening = `  server_host: ${JSON.stringify(hosts)}\n  server_port: ${port}\n`;
  writeFileSync(path.join(folder, 'configuration.yaml'), own(folder) + lines.replace(/^http:\n/m, `http:\n${listening}`));
}

const own = (folder: string): string => `homeassistant:
  name: Lindenweg
  time_zone: UTC
frontend:
api:
websocket_api:
webhook:
shell_command:
  ring: "echo rang >> ${bells(folder)}"
automation:
  - alias: Bell
    trigger:
      - platform: webhook
        webhook_id: latchkey
        allowed_methods: [POST]
        local_only: false
    action:
      - service: shell_command.ring
`;

// What it loads is compiled once, even where the environment says not to.
const env = { PYTHONDONTWRITEBYTECODE: '' };

/** Home Assistant's own check. @param python that has it. @throws Error where it finds fault with lines that the app wrote */
export async function checkLines(python: string, folder: string, lines: string): Promise<string> {
  configure(folder, lines, 8123);
  const said = await ask(python, ['-m', 'homeassistant', '--script', 'check_config', '--config', folder], { env, exitCodes: 'any' });
  const faults = said
    .split('\n')
    .filter((line) => /Incorrect config|Invalid config|[Ii]ntegration error|Failed config|not found/.test(line));
  if (faults.length > 0 || !said.includes('Testing configuration at')) throw new Error((faults.join(' / ') || said).trim().slice(-400));
  return 'check_config finds nothing amiss';
}

/**
 * Starts Home Assistant with lines that the app wrote.
 *
 * @param python that has it; null for the stand-in
 * @param linesFor a proxy that finds it at this origin
 */
export async function startUpstream(
  python: string | null,
  folder: string,
  linesFor: (origin: string) => Promise<string>,
): Promise<Upstream> {
  if (python === null) {
    const { origin, requests, stop } = await startStandIn();
    return { origin, rings: () => requests.filter((asked) => asked === `POST ${webhookPath}`).length, stop };
  }
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  configure(folder, await linesFor(origin), port);
  const args = ['-m', 'homeassistant', '--config', folder, '--skip-pip'];
  const { stop } = await startServer({ program: python, args, cwd: folder, env }, port);
  return { origin, rings: () => ringsIn(folder), stop };
}
