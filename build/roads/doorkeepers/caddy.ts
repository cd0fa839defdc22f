import { type Doorkeeper, everything, find, service } from '../doorkeeper.ts';
import { freePort } from '../servers.ts';

/** Debian's and the current one must be content with the same file. */
export const caddy = (name: string, program: string): Doorkeeper => ({
  name,
  target: 'caddy',
  program,
  versionArgs: ['version'],
  offers: everything,
  furnish: async (site) => {
    const [admin, http] = [await freePort(), await freePort()];
    const file = '"$ROOT/etc/caddy/Caddyfile"';
    site.put('etc/caddy/Caddyfile', `{\n\tadmin localhost:${admin}\n\thttp_port ${http}\n}\n`);
    const folders = 'export HOME="$ROOT/state" XDG_DATA_HOME="$ROOT/state" XDG_CONFIG_HOME="$ROOT/state"';
    site.stub('caddy', `${folders}\nexec ${await find(program)} "$@"`);
    site.stub('systemctl', service('caddy', `caddy reload --config ${file} --address localhost:${admin}`));
    site.stub('serve', `exec caddy run --config ${file}`);
  },
});
