/** curl and OpenSSL at the same homes: on every fact that both report, they must agree with us. */
import { ask } from '../interop/ask.ts';
import type { Check } from './report.ts';
import { trusted, urlOf, type Visited } from './visitors.ts';

/** The homes that are compared: a good one of each program, and some of each fault that shows in a handshake. */
const compared =
  /^(well-(nginx|haproxy|caddy|apache|node)-tls-1[23]|well-nginx-(public-certificate|rsa|http2)|well-ipv6|open-nginx-o.*|expired-(nginx|haproxy|caddy|openssl)-.*|listed-.*|foreign-(nginx|caddy)-.*|server-(expired|elsewhere|self-signed|unknown|chain)-tls-1[23]|name-unknown-.*|old-nginx)$/;

/** A fact as each of us has it. */
interface Fact {
  readonly what: string;
  readonly ours: string | undefined;
  readonly theirs: string | undefined;
}

/** Asks them about the homes that were visited. */
export async function agreements(visited: readonly Visited[]): Promise<readonly Check[]> {
  const homes = visited.filter(({ scenario, report }) => compared.test(scenario.id) && report !== null);
  const facts: (Fact & { readonly home: string })[] = [];
  await Promise.all(
    [0, 1].map(async (worker) => {
      for (const home of homes.filter((_, index) => index % 2 === worker)) {
        const found = [...(await askOpenssl(home)), ...(await askCurl(home))];
        facts.push(...found.map((fact) => ({ ...fact, home: `${home.scenario.id} (${home.runtime})` })));
      }
    }),
  );
  return [...new Set(facts.map(({ what }) => what))].map((what) => {
    const told = facts.filter((fact) => fact.what === what && fact.ours !== undefined && fact.theirs !== undefined);
    const apart = told.filter(({ ours, theirs }) => ours !== theirs);
    const detail = apart.map(({ home, ours, theirs }) => `${home}: ${ours}, not ${theirs}`).join('; ') || `at ${told.length} homes`;
    return { check: `agrees on ${what}`, ok: told.length > 0 && apart.length === 0, detail };
  });
}

const evidenceOf = ({ report }: Visited, id: string): Readonly<Record<string, string | undefined>> =>
  report?.rungs.find((rung) => rung.id === id)?.evidence ?? {};

const addressOf = ({ place, scenario }: Visited): string => (scenario.at === 'ipv6' ? `[${place.ipv6}]` : place.address);

/** What `openssl s_client` printed, to a stranger and to the device. */
interface Said {
  readonly stranger: string;
  readonly device: string;
}

async function askOpenssl(home: Visited): Promise<readonly Fact[]> {
  const { protocol, cipher } = evidenceOf(home, 'server-certificate');
  const { host } = home.place;
  const args = [
    ...['-connect', `${addressOf(home)}:443`, '-servername', host, '-verify_hostname', host, '-CAfile', rootsOf(home)],
    ...['-alpn', 'http/1.1', '-nameopt', 'RFC2253,-esc_msb,utf8,sep_comma_plus_space', '-showcerts', '-ign_eof'],
    // Which of several it is depends on who asks: the one that we got must be there for others, too.
    ...(cipher === undefined ? [] : [cipher.startsWith('TLS_') ? '-ciphersuites' : '-cipher', cipher]),
    ...(protocol === undefined ? [] : [`-tls1_${protocol.slice(-1)}`]),
  ];
  const input = `GET /manifest.json HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
  const talk = (identity: readonly string[]): Promise<string> => listenTo('openssl', ['s_client', ...args, ...identity], input);
  const said = { stranger: await talk([]), device: await talk(identityOf(home, '-')) };
  return [...refusals(home, said), ...(said.stranger.includes('BEGIN CERTIFICATE') ? await certificateFacts(home, said.stranger) : [])];
}

/** What the server showed of itself; nothing where we did not see it. */
async function certificateFacts(home: Visited, said: string): Promise<readonly Fact[]> {
  const rung = home.report?.rungs.find(({ id }) => id === 'server-certificate');
  if (rung?.evidence.subject === undefined) return [];
  const { protocol, cipher, subject, issuer, notBefore, notAfter, chain } = rung.evidence;
  const find = (pattern: RegExp): string | undefined => pattern.exec(said)?.[1];
  return [
    { what: 'the protocol', ours: protocol, theirs: find(/New, (TLSv1\.[23])/) ?? find(/Protocol\s*: (\S+)/) },
    { what: 'the cipher', ours: cipher, theirs: find(/Cipher is ([^(\s]\S*)/) },
    { what: 'the subject', ours: subject, theirs: find(/ 0 s:(.*)/) },
    { what: 'the issuer', ours: issuer, theirs: find(/ 0 s:.*\n\s+i:(.*)/) },
    { what: 'the dates', ours: `${notBefore} ${notAfter}`, theirs: await datesIn(said) },
    { what: 'the length of the chain', ours: chain, theirs: String(said.match(/BEGIN CERTIFICATE/g)?.length) },
    {
      what: 'whether the server can be trusted',
      ours: String(rung.state === 'passed'),
      theirs: String(find(/Verify return code: (\d+)/) === '0'),
    },
  ];
}

function refusals(home: Visited, { stranger, device }: Said): readonly Fact[] {
  const ours = evidenceOf(home, 'stranger-refused');
  const alertIn = (said: string): string | undefined => /SSL alert number (\d+)/.exec(said)?.[1];
  return [
    { what: 'whether a certificate is asked for', ours: ours['asked'], theirs: asksIn(stranger) },
    { what: 'the authorities that are named', ours: ours['authorities'], theirs: authoritiesIn(stranger) },
    { what: "the stranger's alert", ours: ours['alert'], theirs: alertIn(stranger) },
    { what: "the device's alert", ours: evidenceOf(home, 'device-let-in')['alert'], theirs: alertIn(device) },
  ];
}

/** As far as its answer got: a handshake that ended early says nothing of it. */
function asksIn(said: string): string | undefined {
  if (/Acceptable client certificate CA names|Requested Signature Algorithms/.test(said)) return 'yes';
  return said.includes('BEGIN CERTIFICATE') && !said.includes('Client Certificate Types') ? 'no' : undefined;
}

const authoritiesIn = (said: string): string | undefined =>
  /Acceptable client certificate CA names\n([\s\S]*?)\n(?:Requested|Client|Shared|Peer|---)/.exec(said)?.[1]?.split('\n').join('; ');

async function datesIn(said: string): Promise<string> {
  const leaf = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/.exec(said)?.[0] ?? '';
  const text = await ask('openssl', ['x509', '-noout', '-startdate', '-enddate'], { input: leaf });
  return Array.from(text.matchAll(/=(.*)/g), ([, date = '']) => new Date(date).toISOString()).join(' ');
}

async function askCurl(home: Visited): Promise<readonly Fact[]> {
  const [url, resolve] = [`${urlOf(home)}/manifest.json`, `${home.place.host}:443:${addressOf(home)}`];
  const common = ['--silent', '--verbose', '--insecure', '--http1.1', '--max-time', '10', '--resolve', resolve, '--output', '-'];
  const talk = (identity: readonly string[]): Promise<string> => listenTo('curl', [...common, ...identity, url]);
  const [stranger, device] = [await talk([]), await talk(identityOf(home, '--'))];
  const status = (said: string): string | undefined => /^< HTTP\/[\d.]+ (\d+)/m.exec(said)?.[1];
  return [
    { what: 'the address', ours: evidenceOf(home, 'reached')['address'], theirs: /Connected to \S+ \(([^)]+)\)/.exec(stranger)?.[1] },
    { what: "the stranger's HTTP status", ours: evidenceOf(home, 'stranger-refused')['status'], theirs: status(stranger) },
    { what: "the device's HTTP status", ours: evidenceOf(home, 'device-let-in')['status'], theirs: status(device) },
    {
      what: "the server's name for itself",
      ours: evidenceOf(home, 'home-assistant')['server'],
      theirs: /^< server: (.*?)\r?$/im.exec(device)?.[1],
    },
  ];
}

/** @returns all that a program says, on whatever stream. */
const listenTo = (program: string, args: readonly string[], input = ''): Promise<string> =>
  ask('sh', ['-c', 'exec "$@" 2>&1', 'sh', program, ...args], { input, exitCodes: 'any', timeoutMs: 15_000 });

const identityOf = ({ scenario: { as = 'phone' }, place: { world } }: Visited, dash: '-' | '--'): readonly string[] =>
  as === null ? [] : [`${dash}cert`, world.file(`${as}.crt`), `${dash}key`, world.file(`${as}.key`)];

/** One file of all roots that our devices trust. */
function rootsOf({ place: { world } }: Visited): string {
  world.put('roots.pem', trusted.map((name) => world.text(`${name}.crt`)).join(''));
  return world.file('roots.pem');
}
