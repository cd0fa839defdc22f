import { readdirSync } from 'node:fs';
import { type Doorkeeper, everything, find, service } from '../doorkeeper.ts';
import type { Site } from '../site.ts';

/** Where Debian's apache2-bin keeps its modules. */
const apacheModules = '/usr/lib/apache2/modules';
/** What Debian's apache2 loads before anybody asks for more. */
const usualModules = ['mpm_event', 'authz_core', 'authz_host', 'alias', 'dir', 'env', 'setenvif', 'reqtimeout', 'filter', 'deflate'];
/** What `a2enmod` brings with a module, as `# Depends:` in Debian's mods-available says. */
const leansOn: Readonly<Record<string, readonly string[]>> = { ssl: ['socache_shmcb'], proxy_http: ['proxy'], proxy_wstunnel: ['proxy'] };

export const apache: Doorkeeper = {
  name: 'apache',
  target: 'apache',
  program: 'apache2',
  versionArgs: ['-v'],
  offers: everything,
  furnish: async (site) => {
    for (const folder of ['sites-available', 'sites-enabled', 'mods-enabled']) site.put(`etc/apache2/${folder}/README`, '');
    for (const name of modules()) site.put(`etc/apache2/mods-available/${name}.load`, [...(leansOn[name] ?? []), name].map(load).join(''));
    site.put('apache2.conf', apacheFile(site));
    site.stub('a2enmod', 'cd "$ROOT/etc/apache2/mods-enabled"\nfor name; do cp "../mods-available/$name.load" . || exit 1; done');
    const sites = 'cd "$ROOT/etc/apache2/sites-enabled"';
    site.stub('a2ensite', `${sites}\nexec ln -sf "../sites-available/$1.conf" "$1.conf"`);
    site.stub('a2dissite', `${sites}\nexec rm "$1.conf"`);
    site.stub('apache2', `exec ${await find('apache2')} -f "$ROOT/apache2.conf" "$@"`);
    site.stub('apache2ctl', '[ "$*" = configtest ] || { echo "not here: apache2ctl $*"; exit 1; }\nexec apache2 -t');
    site.stub('systemctl', service('apache2', 'apache2 -k graceful'));
    site.stub('serve', 'exec apache2 -D FOREGROUND');
  },
};

const apacheFile = (site: Site): string =>
  [
    ...modules()
      .filter((name) => usualModules.includes(name))
      .map(load),
    `ServerRoot ${site.root}`,
    `PidFile ${site.at('state/pid')}`,
    `DefaultRuntimeDir ${site.at('state')}`,
    `ErrorLog ${site.at('state/error.log')}`,
    'ServerName proxy.example',
    // Started by root, it serves as another user.
    ...(process.getuid?.() === 0 ? ['User daemon', 'Group daemon'] : []),
    `IncludeOptional ${site.at('etc/apache2/mods-enabled')}/*.load`,
    `IncludeOptional ${site.at('etc/apache2/sites-enabled')}/*.conf`,
    '',
  ].join('\n');

/** What can be loaded. */
const modules = (): readonly string[] => readdirSync(apacheModules).flatMap((file) => /^mod_(\w+)\.so$/.exec(file)?.[1] ?? []);

const load = (name: string): string =>
  `<IfModule !${name}_module>\nLoadModule ${name}_module ${apacheModules}/mod_${name}.so\n</IfModule>\n`;
