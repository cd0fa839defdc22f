import { type DeployFile, type DeployPurpose, targetAbilities } from '../contract/deploy.ts';
import type { Door } from './door.ts';
import { keyName, type Page } from './page.ts';

const columns = 88;

/**
 * What somebody at the proxy needs to know, and how to take it back.
 *
 * @param files what lies in the folder beside this text
 */
export function readme(door: Door, page: Page, files: readonly DeployFile[], now: Date): string {
  const { commands, title } = page;
  const behindProxy = door.target !== 'home-assistant';
  const steps: readonly Section[] = [
    ...(behindProxy ? [trustProxy] : []),
    { title: 'Put the files in place', text: [...place(door, title), list(commands.install), ...afterPlace(door)] },
    { title: 'Check', text: [list(commands.check)] },
    { title: 'Switch it on', text: ['When the check was successful:', list(commands.reload)] },
    { title: 'Test', text: test(door) },
  ];
  const sections: readonly Section[] = [
    { title: 'What is in this folder', text: [contents(files, title)] },
    ...steps.map((step, index) => ({ ...step, title: `${index + 1}. ${step.title}` })),
    { title: 'Good to know', text: page.advice },
    ...choices(door),
    ...(door.server === 'own' ? [trustServer] : []),
    { title: 'When a device is lost', text: [lost[targetAbilities[door.target].revocation]] },
    { title: 'When something is renewed', text: renewal(door) },
    { title: 'How to undo', text: [list(commands.undo), ...(behindProxy ? [undoLines] : [])] },
  ];
  const head = `${door.homeName}\n${door.url}\nWritten by Latchkey on ${now.toISOString().slice(0, 10)} for ${title}.`;
  return `${[head, ...sections.map(section)].join('\n\n')}\n`;
}

interface Section {
  readonly title: string;
  readonly text: readonly string[];
}

const trustProxy: Section = {
  title: 'Let Home Assistant trust the proxy',
  text: ['Add the lines of home-assistant.yaml to configuration.yaml (into its "http:" part, if there is one) and restart Home Assistant.'],
};

const trustServer: Section = {
  title: 'Let each phone and computer trust the server',
  text: [
    'The server certificate is signed by your own server authority. Install server-ca.crt on every device that opens this home; Latchkey shows where to tap.',
  ],
};

const undoLines = 'Then take the lines out of configuration.yaml again, if nothing else uses them.';

const lost = {
  crl: 'Revoke it in Latchkey and copy the new ca.crl in the same way, then check and switch it on: the list is read then, not before. A connection that is open may go on after a reload; to cut it off at once, restart the server.',
  configuration: 'Revoke it in Latchkey and copy the new configuration in the same way, then check and switch it on.',
  none: 'Revoking it in Latchkey does not shut it out here: a new device authority does, with new certificates for all the other devices.',
} as const;

const place = ({ target }: Door, title: string): readonly string[] =>
  target === 'nginx-proxy-manager' ? [] : [`Copy this folder to the computer that runs ${title}, change into it and run:`];

const afterPlace = (door: Door): readonly string[] => [
  ...(door.serverKey === 'here' ? [`Then delete ${keyName(door)} from this folder and every copy of it: the server has its own now.`] : []),
  ...(door.serverKey === 'elsewhere'
    ? [
        `The key of the server certificate is not in here: it stayed where its request was made, and belongs to ${door.folder}/${keyName(door)}.`,
      ]
    : []),
];

const test = ({ url, server }: Door): readonly string[] => [
  'In Latchkey, choose Test connection. By hand: whoever shows no certificate must be refused, so this must not answer with Home Assistant.',
  list([`curl ${server === 'own' ? '--cacert server-ca.crt ' : ''}${url}/manifest.json`]),
];

const choices = ({ openPaths, insidePort }: Door): readonly Section[] => [
  ...(openPaths === null
    ? []
    : [
        {
          title: 'What is open to everybody',
          text: [
            'Anybody may call the webhooks that you left open, without a certificate. Whoever knows the address of one can set off what it does: treat it as a password, and let it do nothing that opens your home.',
          ],
        },
      ]),
  ...(insidePort === null
    ? []
    : [
        {
          title: 'The port for your own network',
          text: [
            `Port ${insidePort} wants no certificate and serves private addresses only. Never forward it in your router. In a container every visitor may seem to come from a private address: publish this port there only if you know that it shows the real ones.`,
          ],
        },
      ]),
];

const renewal = (door: Door): readonly string[] => [
  'Latchkey shows in good time which certificate ends, and which files belong here then.',
  ...(door.server === 'own' ? [`For the server certificate: server.crt${door.serverKey === 'here' ? ` and ${keyName(door)}` : ''}.`] : []),
];

const about: Readonly<Record<DeployPurpose, string>> = {
  configuration: 'the configuration',
  'device-authority': 'the device authority: who is let in. Not secret',
  'revocation-list': 'its revocation list: who is let in no more. Not secret',
  'server-chain': 'the server certificate. Not secret',
  'server-key': 'its private key. SECRET: only the server may read it',
  'server-authority': 'the server authority, to be trusted on each phone. Not secret',
  'home-assistant': 'lines for Home Assistant',
  readme: 'this text',
};

function contents(files: readonly DeployFile[], title: string): string {
  const width = Math.max(...files.map(({ name }) => name.length)) + 2;
  const text = (purpose: DeployPurpose) => (purpose === 'configuration' ? `${about[purpose]} for ${title}` : about[purpose]);
  return files.map(({ name, purpose }) => name.padEnd(width) + text(purpose)).join('\n');
}

const section = ({ title, text }: Section): string => [title, '-'.repeat(title.length), text.map(wrapped).join('\n\n')].join('\n');

/** Commands and what is to be done by hand, set off from the text. */
const list = (commands: readonly string[]): string => commands.map((command) => `    ${command}`).join('\n');

/** Breaks prose into lines; what is indented or has lines of its own stays as it is. */
function wrapped(text: string): string {
  if (text.startsWith(' ') || text.includes('\n')) return text;
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + word.length < columns) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}
