import type { Door } from './door.ts';
import type { Page } from './page.ts';

/** Home Assistant itself, without a proxy: it asks everybody for a certificate. */
export function homeAssistant(door: Door): Page {
  const { folder, port, server, serverKey } = door;
  const copied = ['ca.crt', ...(server === 'own' ? ['server.crt'] : []), ...(serverKey === 'here' ? ['server.key'] : [])];
  return {
    title: 'Home Assistant',
    configuration: null,
    commands: {
      install: [
        `mkdir -p ${folder}`,
        ...copied.map((name) => `install -m ${name === 'server.key' ? 600 : 644} ${name} ${folder}/${name}`),
        ...(serverKey === 'elsewhere' ? [`# By hand: put the key that made the request at ${folder}/server.key`] : []),
        '# By hand: add the lines of home-assistant.yaml to configuration.yaml, into its "http:" part if there is one',
      ],
      check: ['ha core check'],
      reload: ['ha core restart'],
      undo: [
        '# By hand: take the lines of home-assistant.yaml out of configuration.yaml again',
        'ha core check',
        'ha core restart',
        ['rm', ...copied.map((name) => `${folder}/${name}`)].join(' '),
      ],
    },
    homeAssistant: lines(door),
    advice: [
      'Everybody needs a certificate then, in your own network too: wall panels, browsers, speakers that fetch sound, and whatever else calls Home Assistant. Try a proxy instead if you do not want that.',
      'On Home Assistant OS add-ons reach Home Assistant through the same door and are shut out (github.com/home-assistant/supervisor/issues/2433).',
      'Home Assistant reads no revocation lists: to shut a lost device out, make a new device authority and new certificates for the other devices.',
      'Run the commands in the Terminal & SSH add-on. In a container or a virtual environment, look for "Check configuration" in the developer tools and restart there; its folder may have another name than /config.',
      ...(port === '8123'
        ? []
        : [`Home Assistant goes on listening on its own port, 8123 by default: let the router forward port ${port} to that.`]),
    ],
    notes: ['local-clients-too', 'revocation-unknown'],
  };
}

function lines({ server, folder }: Door): string {
  const own = { chain: `${folder}/server.crt`, key: `${folder}/server.key`, mark: '' };
  const guess = {
    chain: '/ssl/fullchain.pem',
    key: '/ssl/privkey.pem',
    mark: '  # CHANGE THESE TWO if your public certificate lies elsewhere.\n',
  };
  const { chain, key, mark } = server === 'own' ? own : guess;
  return `http:
${mark}  ssl_certificate: ${chain}
  ssl_key: ${key}
  ssl_peer_certificate: ${folder}/ca.crt
`;
}
