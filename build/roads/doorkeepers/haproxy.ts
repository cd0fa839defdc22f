import { type Doorkeeper, everything, find, service } from '../doorkeeper.ts';
import type { Site } from '../site.ts';

/** What Debian's has in it, as far as it can be had without root. */
const haproxyFile = (site: Site): string => `global
    stats socket ${site.at('run/haproxy.sock')} mode 600 level admin
defaults
    mode http
    timeout connect 5s
    timeout client 50s
    timeout server 50s
`;

export const haproxy: Doorkeeper = {
  name: 'haproxy',
  target: 'haproxy',
  program: 'haproxy',
  versionArgs: ['-v'],
  offers: everything,
  furnish: async (site) => {
    site.put('etc/haproxy/haproxy.cfg', haproxyFile(site));
    site.put('etc/default/haproxy', '# EXTRAOPTS="-de -m 16"\n');
    site.stub('haproxy', `exec ${await find('haproxy')} "$@"`);
    // Its master reloads on SIGUSR2, which is what systemd sends.
    site.stub('systemctl', service('haproxy', 'kill -USR2 "$(head -n 1 "$ROOT/state/pid")"'));
    // As its unit does.
    const files = '-f "$ROOT/etc/haproxy/haproxy.cfg" -p "$ROOT/state/pid" $EXTRAOPTS';
    site.stub('serve', `. "$ROOT/etc/default/haproxy"\nexec haproxy -W -db ${files}`);
  },
};
