import { type ProxyTarget, targetAbilities } from '../../contract/deploy.ts';
import type { Knowledge, Observations, Target } from '../observations.ts';
import { type ConfigurationRemedy, proxyLines } from './proxy-lines.ts';

/** What is pasted at a proxy: lines of its configuration, or commands. */
export type Remedy = ConfigurationRemedy | CommandRemedy;

type CommandRemedy = 'restart' | 'reload' | 'log' | 'reach' | 'authority' | 'crl' | 'serverCertificate' | 'renewal' | 'clock';

/** The commonest proxy speaks for one that is not known, and says so. */
const assumed: NonNullable<Knowledge['proxy']> = {
  target: 'nginx',
  folder: '/etc/nginx/latchkey',
  upstream: 'http://127.0.0.1:8123',
};
const assumedNote = '# Latchkey does not know your proxy: these lines are for nginx, the commonest.';

/**
 * What to paste at the proxy of this very home.
 *
 * @returns `proxy`, its name; `file`, where its lines for this home stand; `lines`, empty where there is nothing to paste
 */
export function remedyFacts({ target, known }: Pick<Observations, 'target' | 'known'>, remedy: Remedy): RemedyFacts {
  const { target: kind, folder, upstream } = known.proxy ?? assumed;
  const gaps: Readonly<Record<string, string>> = {
    ...{ folder, upstream, host: target.host, port: String(target.port), slug: slugOf(target) },
    upstreamHost: upstream.replace(/^https?:\/\//, ''),
  };
  const file = known.proxy === null ? '/etc/nginx/conf.d' : fill(proxyLines[kind].file, gaps);
  const lines = fill(linesOf(kind, file, remedy, known), gaps);
  return { proxy: proxyLines[kind].title, file, lines: known.proxy === null && lines !== '' ? `${assumedNote}\n${lines}` : lines };
}

interface RemedyFacts {
  readonly proxy: string;
  readonly file: string;
  readonly lines: string;
}

function linesOf(kind: ProxyTarget, file: string, remedy: Remedy, { openPaths, serverFingerprint }: Knowledge): string {
  const { apply, copy, copyServer: ours, lines, ...proxy } = proxyLines[kind];
  const configured = (text: string | undefined) => (text === undefined ? '' : `# ${file}\n${text}\n# then, in a terminal\n${apply}`);
  const isOurs = serverFingerprint !== null;
  const copied = (name: string) => `${copy.replaceAll('{name}', name)}\n${apply}`;
  const whole =
    proxy.configuration === null
      ? `# ${file}: the whole text that Latchkey wrote, as it is`
      : `sudo install -m 644 ${proxy.configuration} ${file}\n${apply}`;
  switch (remedy) {
    case 'restart':
    case 'log':
    case 'clock':
      return proxy[remedy];
    case 'reload':
      return apply;
    case 'authority':
      return copied('ca.crt');
    case 'reach':
      return `curl -I {upstream}/manifest.json\n${proxy.log}`;
    case 'serverCertificate':
      return isOurs ? `${ours}\n${apply}` : configured(lines.serverChain);
    case 'renewal':
      return isOurs ? `${ours}\n${apply}` : apply;
    case 'crl':
      return { crl: copied('ca.crl'), configuration: whole, none: '' }[targetAbilities[kind].revocation];
    default:
      // A door with open paths asks everybody and decides by the path: no single line locks it.
      return remedy === 'lock' && (openPaths.length > 0 || lines.lock === undefined) ? whole : configured(lines[remedy]);
  }
}

const fill = (text: string, gaps: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (gap, name: string) => gaps[name] ?? gap);

/** As the files that Latchkey writes for a home are named: `ha.example`, `fd00--1-8443`. */
const slugOf = ({ host, port }: Target): string => `${host.replaceAll(':', '-')}${port === 443 ? '' : `-${port}`}`;
