import { startServer } from '../../roads/servers.ts';
import type { Stand, Tls } from '../scenario.ts';

/** OpenSSL's own server, which serves files and says all by alerts. */
export const openssl = (tls: Tls, ...options: readonly string[]): Stand => ({
  by: 'us',
  start: async ({ world, address }) => {
    const files = ['-cert', world.file('server.crt'), '-key', world.file('server.key'), '-CAfile', world.file('devices.crt')];
    const strictly = ['-Verify', '2', '-verify_return_error', tls === '1.2' ? '-tls1_2' : '-tls1_3', '-WWW', '-quiet'];
    const args = ['s_server', '-accept', `${address}:443`, ...files, ...strictly, ...options];
    await startServer({ program: 'openssl', args, cwd: world.folder });
  },
});
