import { mainConfiguration } from '../../../e2e/support/nginx.ts';
import { type Doorkeeper, everything, find, service } from '../doorkeeper.ts';

export const nginx: Doorkeeper = {
  name: 'nginx',
  target: 'nginx',
  program: 'nginx',
  versionArgs: ['-v'],
  offers: everything,
  furnish: async (site) => {
    site.put('etc/nginx/conf.d/README', '');
    site.put('nginx.conf', mainConfiguration(`  include ${site.at('etc/nginx/conf.d')}/*.conf;`, site.at('state')));
    site.stub('nginx', `exec ${await find('nginx')} -e stderr -c "$ROOT/nginx.conf" "$@"`);
    site.stub('systemctl', service('nginx', 'nginx -s reload'));
    site.stub('serve', 'exec nginx -g "daemon off;"');
  },
};
