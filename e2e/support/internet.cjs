// Preloaded into the app's main process with `-r`, after LATCHKEY_INTERNET has named a small internet: names that are served by
// this machine, an address of Cloudflare's for them, and a public authority that vouches for them. Everything else stays as it is.
// Without the variable it does nothing.
const dns = require('node:dns/promises');
const net = require('node:net');
const tls = require('node:tls');

/**
 * @typedef {object} Internet
 * @property {string} address what every name of it leads to
 * @property {Readonly<Record<string, readonly string[]>>} nameServers domain -> its name servers
 * @property {readonly string[]} hosts
 * @property {number} https where port 443 of the address is
 * @property {string} http where plain http of the address is: `http://127.0.0.1:1234`
 * @property {Readonly<Record<string, string>>} moved the beginning of an address -> where it is served
 * @property {string} root PEM
 */

const described = process.env['LATCHKEY_INTERNET'];
if (described) join(JSON.parse(described));

/** @param {Internet} internet */
function join(internet) {
  const { lookup, resolveNs } = dns;
  const notFound = () => Object.assign(new Error('queryNs ENOTFOUND'), { code: 'ENOTFOUND' });
  Object.assign(dns, {
    /** @type {(host: string, options: object) => Promise<unknown>} */
    lookup: async (host, options) => (internet.hosts.includes(host) ? [{ address: internet.address, family: 4 }] : lookup(host, options)),
    /** @type {(name: string) => Promise<readonly string[]>} */
    resolveNs: async (name) => {
      const known = internet.nameServers[name];
      if (known) return known;
      if (internet.hosts.includes(name)) throw notFound();
      return resolveNs(name);
    },
  });

  const { connect } = net;
  Object.assign(net, {
    /** @type {(options: import('node:net').TcpNetConnectOpts) => import('node:net').Socket} */
    connect: (options) =>
      connect(
        options.host === internet.address && options.port === 443 ? { ...options, host: '127.0.0.1', port: internet.https } : options,
      ),
  });

  const { createSecureContext } = tls;
  Object.assign(tls, {
    /** @type {typeof tls.createSecureContext} */
    createSecureContext: (options) => {
      const made = createSecureContext(options);
      made.context.addCACert(internet.root);
      return made;
    },
  });

  const { fetch } = globalThis;
  const plain = Object.fromEntries(internet.hosts.map((host) => [`http://${host}/`, `${internet.http}/`]));
  const places = Object.entries({ ...internet.moved, ...plain });
  globalThis.fetch = (input, init) => {
    const url = String(input);
    const [from = '', to = ''] = places.find(([beginning]) => url.startsWith(beginning)) ?? [];
    return fetch(`${to}${url.slice(from.length)}`, init);
  };
}
