import type { Stand, Tls } from '../scenario.ts';

interface Frontend {
  readonly tls?: Tls;
  readonly certificate?: string;
  /** Null where nobody is asked. */
  readonly verify?: 'required' | 'optional' | null;
  readonly crl?: string;
  /** What is left of `backend home`, which passes to Home Assistant. */
  readonly backend?: 'home' | 'nobody';
  readonly lines?: string;
}

/** A frontend; what is left out is as in a good one. */
export const haproxy = ({ tls, certificate = 'server', verify = 'required', crl, backend = 'home', lines = '' }: Frontend = {}): Stand => ({
  by: 'haproxy',
  config: ({ id, address, world }) => {
    const versions = tls === undefined ? '' : ` ssl-min-ver TLSv${tls} ssl-max-ver TLSv${tls}`;
    const list = crl === undefined ? '' : ` crl-file ${world.file(crl)}`;
    const asks = verify === null ? '' : ` ca-file ${world.file('devices.crt')} verify ${verify}${list}`;
    return `frontend ${id}
  bind ${address}:443 ssl crt ${world.bundle(certificate)} no-tls-tickets${versions}${asks}
  http-request set-header X-Forwarded-Proto https
  ${lines}
  default_backend ${backend}
`;
  },
});
