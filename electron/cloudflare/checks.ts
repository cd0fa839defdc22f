import { type CloudflareCause, type CloudflareCheck, type CloudflareCheckId, cloudflareCheckIds } from '../contract/cloudflare.ts';
import type { EvidenceLabel, ProbeReport, RungId } from '../contract/probe.ts';
import { isCloudflareAddress } from './ranges.ts';

/** What was seen of a home from outside, as a stranger. */
export interface Sight {
  readonly host: string;
  /** The nearest domain above the host that has name servers, and these; null where nobody told. */
  readonly domain: { readonly zone: string; readonly nameServers: readonly string[] } | null;
  readonly report: ProbeReport;
  /** The answer to plain http; null where there was none. */
  readonly plain: { readonly status: number; readonly location: string } | null;
}

type Finding = Omit<CloudflareCheck, 'id'>;

/** Judges all that the app can see by itself: pure, the same for the same sight. */
export const judgeCloudflare = (sight: Sight): readonly CloudflareCheck[] =>
  cloudflareCheckIds.map((id) => ({ id, ...findings[id](sight) }));

const findings: Readonly<Record<CloudflareCheckId, (sight: Sight) => Finding>> = {
  nameservers,
  host,
  https,
  tunnel,
  'home-assistant': homeAssistant,
  websocket,
  door,
};

function nameservers(sight: Sight): Finding {
  const { domain } = sight;
  if (domain === null) return unknown('nameservers-not-found');
  const facts = { zone: domain.zone, nameservers: domain.nameServers.join(', ') };
  if (domain.nameServers.some((name) => /(^|\.)cloudflare\.com\.?$/i.test(name))) return passed(facts);
  // Plans for companies have name servers of their own, or leave them elsewhere: what answers tells more.
  return host(sight).state === 'passed' ? unknown('nameservers-elsewhere', facts) : failed('nameservers-elsewhere', facts);
}

function host(sight: Sight): Finding {
  if (rung(sight, 'name').state === 'failed') return failed('host-not-found');
  const addresses = told(sight, 'name', 'addresses');
  const facts = { addresses };
  if (addresses.split(', ').some(isCloudflareAddress) || isCloudflareAnswer(sight)) return passed(facts);
  return failed('host-elsewhere', facts);
}

function https(sight: Sight): Finding {
  const { plain } = sight;
  if (rung(sight, 'server-certificate').state === 'failed' && told(sight, 'server-certificate', 'alert') === '40') {
    return failed('edge-certificate-missing');
  }
  if (plain === null) return unknown('no-answer');
  const isRedirect = plain.status >= 300 && plain.status < 400 && plain.location.startsWith(`https://${sight.host}/`);
  if (isRedirect) return passed();
  return plain.status === 403 ? unknown('door-locked') : failed('https-not-forced', { status: String(plain.status) });
}

const tunnelCauses: Readonly<Record<string, CloudflareCause>> = {
  530: 'tunnel-down',
  502: 'service-unreachable',
  503: 'service-unreachable',
  504: 'service-unreachable',
  521: 'service-unreachable',
  522: 'service-unreachable',
  523: 'service-unreachable',
  524: 'service-unreachable',
  525: 'service-tls',
  526: 'service-tls',
};

function tunnel(sight: Sight): Finding {
  const status = statusOf(sight);
  if (status === '') return failed('no-answer', errorFacts(sight));
  if (status === '403') return unknown('door-locked');
  const cause = tunnelCauses[status];
  return cause ? failed(cause, { status }) : passed();
}

function homeAssistant(sight: Sight): Finding {
  if (rung(sight, 'home-assistant').state === 'passed') return passed();
  const before = tunnel(sight);
  if (before.cause !== null) return unknown(before.cause, before.facts);
  const status = statusOf(sight);
  if (isUntrusting(sight)) return failed('forwarded-headers-refused');
  const location = told(sight, 'home-assistant', 'location');
  if (/^https:\/\/[^/]+\.cloudflareaccess\.com(\/|$)/.test(location)) return failed('access-login');
  return failed('other-answer', { status });
}

function websocket(sight: Sight): Finding {
  const { state } = rung(sight, 'websocket');
  if (state === 'passed') return passed();
  if (state === 'failed') return failed('websocket-refused', { status: told(sight, 'websocket', 'status') });
  const before = homeAssistant(sight);
  return unknown(before.cause ?? 'no-answer', before.facts);
}

function door(sight: Sight): Finding {
  if (rung(sight, 'home-assistant').state === 'passed' || isUntrusting(sight)) return failed('door-open');
  const status = statusOf(sight);
  if (status === '403' && isCloudflareAnswer(sight) && !isChallenge(sight) && !isBan(sight)) return passed();
  return status === '' ? unknown('no-answer', errorFacts(sight)) : unknown(tunnelCauses[status] ?? 'other-answer', { status });
}

const passed = (facts: Finding['facts'] = {}): Finding => ({ state: 'passed', cause: null, facts });
const failed = (cause: CloudflareCause, facts: Finding['facts'] = {}): Finding => ({ state: 'failed', cause, facts });
const unknown = (cause: CloudflareCause, facts: Finding['facts'] = {}): Finding => ({ state: 'unknown', cause, facts });

const nothing: ProbeReport['rungs'][number] = { id: 'name', state: 'skipped', ms: null, evidence: {} };
const rung = ({ report }: Sight, id: RungId) => report.rungs.find((each) => each.id === id) ?? nothing;
const told = (sight: Sight, id: RungId, label: EvidenceLabel): string => rung(sight, id).evidence[label] ?? '';

const statusOf = (sight: Sight): string => told(sight, 'home-assistant', 'status');
const isCloudflareAnswer = (sight: Sight): boolean => told(sight, 'home-assistant', 'server').toLowerCase() === 'cloudflare';

/** Home Assistant in its own words, where the tunnel is not among its trusted proxies. */
const isUntrusting = (sight: Sight): boolean =>
  statusOf(sight) === '400' && told(sight, 'home-assistant', 'body').trim() === '400: Bad Request';

/** A riddle for browsers, which Cloudflare sends with the same status. */
const isChallenge = (sight: Sight): boolean => /just a moment|challenge-platform/i.test(told(sight, 'home-assistant', 'body'));

/** Home Assistant in its own words, to an address that it has banned: whoever comes from another one gets in. */
const isBan = (sight: Sight): boolean => told(sight, 'home-assistant', 'body').trim() === '403: Forbidden';

function errorFacts(sight: Sight): Finding['facts'] {
  const ids: readonly RungId[] = ['name', 'reached', 'server-certificate', 'home-assistant'];
  const error = ids.map((id) => told(sight, id, 'error')).find((text) => text !== '');
  return error === undefined ? {} : { error };
}
