import { faulty, healthy, type Scenario, type Stand } from '../scenario.ts';
import { nginx, passOpen, type Site } from '../stands/nginx.ts';
import { toll } from '../stands/toll.ts';

/** A home behind a gate that counts who comes, which writes down what it is asked for. */
const behindGate = (port: number, site: Site = {}): readonly Stand[] => [
  toll(port),
  nginx({ ...site, at: 'loopback', port, isWatched: true }),
];

/** Homes that watch their visitors. */
export const watched: readonly Scenario[] = [
  healthy('watched', behindGate(9001)),
  healthy('watched-with-all-webhooks', behindGate(9002, { verify: 'optional', inside: passOpen('/api/webhook/', '^~') }), {
    known: { openPaths: ['/api/webhook/'] },
  }),
  faulty('open')('watched-open', 'door-open-not-asked', behindGate(9003, { verify: null })),
  faulty('device-refused')('watched-refused', 'device-certificate-expired', behindGate(9004), { as: 'phone-expired' }),
  faulty('server-untrusted')(
    'watched-expired',
    'server-certificate-expired',
    behindGate(9005, { certificate: 'server-expired', tls: '1.2' }),
  ),
];
