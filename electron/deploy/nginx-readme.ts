import { type NginxDoor, siteFile } from './nginx-door.ts';

/**
 * What somebody with a shell on the proxy needs to know, and how to take it back.
 *
 * @param commands in order; the last one reloads nginx
 * @param own whether the server's certificate is ours, and its key in the folder
 */
export function nginxReadme(door: NginxDoor, commands: readonly string[], own: boolean, now: Date): string {
  return `${[
    `${door.homeName}\n${door.url}\nWritten by Latchkey on ${now.toISOString().slice(0, 10)} for nginx.`,
    section('What is in this folder', ...contents(own)),
    section(
      '1. Let Home Assistant trust the proxy',
      'Add the lines of home-assistant.yaml to configuration.yaml (into its "http:" part,',
      'if there is one) and restart Home Assistant.',
    ),
    section(
      '2. Put the files in place',
      'Copy this folder to the computer that runs nginx, change into it and run:',
      ...shell(commands.slice(0, -1)),
      ...(own ? ['Then delete server.key from this folder and every copy of it: nginx has its own now.'] : publicCertificate),
      'nginx must be able to find the address of Home Assistant in latchkey.conf. If it says',
      '"host not found in upstream", put the IP address there.',
    ),
    section('3. Switch it on, when the test was successful', ...shell(commands.slice(-1))),
    section(
      'How to check',
      'In Latchkey, choose Test connection. By hand: this must be refused with "400 Bad Request".',
      ...shell([check(door, own)]),
    ),
    section(
      'How to undo',
      ...shell([`sudo rm ${siteFile(door)}`, ...commands.slice(-2), removal(door, own)]),
      'and take the lines out of configuration.yaml again, if nothing else uses them.',
    ),
  ].join('\n\n')}\n`;
}

const publicCertificate = ['If your public certificate does not lie where latchkey.conf says, change its two marked lines.'];

const contents = (own: boolean): readonly string[] => [
  'latchkey.conf        the server block for nginx',
  'ca.crt               the device authority: whom nginx lets in. Not secret',
  ...(own
    ? [
        'server.crt           the server certificate. Not secret',
        'server.key           its private key. SECRET: only nginx may read it',
        'server-ca.crt        the server authority, to be trusted on each phone. Not secret',
      ]
    : []),
  'home-assistant.yaml  lines for Home Assistant',
];

const section = (title: string, ...lines: readonly string[]): string => [title, '-'.repeat(title.length), ...lines].join('\n');

const shell = (commands: readonly string[]): readonly string[] => commands.map((command) => `    ${command}`);

/** File by file: the folder may hold other things. */
const removal = ({ folder }: NginxDoor, own: boolean): string =>
  ['sudo rm', ...['ca.crt', ...(own ? ['server.crt', 'server.key'] : [])].map((file) => `${folder}/${file}`)].join(' ');

const check = ({ url }: NginxDoor, own: boolean): string => `curl ${own ? '--cacert server-ca.crt ' : ''}${url}/manifest.json`;
