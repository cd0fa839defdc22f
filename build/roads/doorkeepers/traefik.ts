import { type Doorkeeper, everything, find, service } from '../doorkeeper.ts';

/** No package of Debian's, and it takes ten minutes to build: tried where somebody has it. */
export const traefik: Doorkeeper = {
  name: 'traefik',
  target: 'traefik',
  program: 'traefik',
  versionArgs: ['version'],
  offers: everything,
  furnish: async (site) => {
    site.stub('journalctl', 'cat "$ROOT/state/log" 2>/dev/null || true');
    site.stub('systemctl', service('traefik'));
    site.stub('serve', `exec ${await find('traefik')} --configFile="$ROOT/etc/traefik/traefik.yaml" --log.filePath="$ROOT/state/log"`);
  },
  finish: (site, { plan }) => {
    const readme = plan.files.find(({ purpose }) => purpose === 'readme')?.text ?? '';
    // What belongs into the static configuration stands there, indented.
    const lines = /^ {4}entryPoints:\n(?: {4}.*\n)+/m.exec(readme)?.[0].replace(/^ {4}/gm, '') ?? '';
    site.put('etc/traefik/traefik.yaml', site.moved(lines));
  },
};
