import type { Finding, FindingCode, KeyAlgorithm } from '../contract/entities.ts';
import { parseSubjectAltName, type SubjectAltName } from '../contract/fields.ts';
import { deviceCommonName } from './name.ts';

const dayMs = 86_400_000;

interface LeafPlan {
  readonly validityDays: number;
  readonly key: KeyAlgorithm;
  readonly now: Date;
  /** The end of the authority that will sign; unknown where it is still to be made. */
  readonly authorityNotAfter?: Date;
}

/** A server certificate as it is about to be issued. */
export interface ServerPlan extends LeafPlan {
  readonly names: readonly SubjectAltName[];
  /** Host of the home's address: a DNS name, or an IP address with or without brackets. */
  readonly homeHost: string;
  /** What the authority that will sign may vouch for; unknown where it is still to be made. */
  readonly bounds?: readonly SubjectAltName[];
}

/** A device certificate as it is about to be issued. */
export interface DevicePlan extends LeafPlan {
  readonly name: string;
}

interface Rule<Plan> {
  readonly code: FindingCode;
  readonly severity: Finding['severity'];
  /** Who says so. */
  readonly source: string;
  /** What the finding names, or null where the plan keeps the rule. */
  readonly breach: (plan: Plan) => Finding['facts'] | null;
}

const hasEnded = ({ now, authorityNotAfter }: LeafPlan): boolean => authorityNotAfter !== undefined && authorityNotAfter <= now;

const leafRules: readonly Rule<LeafPlan>[] = [
  {
    code: 'authority-ended',
    severity: 'error',
    source: 'RFC 5280 section 6.1.3 (a)(2): every certificate of a path must be valid at the time',
    breach: (plan) => (hasEnded(plan) ? {} : null),
  },
  {
    code: 'validity-beyond-authority',
    severity: 'warning',
    source: 'RFC 5280 section 6.1.3 (a)(2): it would stop working with its authority, so it is issued to end with it',
    breach: (plan) => {
      if (plan.authorityNotAfter === undefined || hasEnded(plan)) return null;
      const days = Math.floor((plan.authorityNotAfter.getTime() - plan.now.getTime()) / dayMs);
      return days < plan.validityDays ? { validityDays: plan.validityDays, days } : null;
    },
  },
  {
    code: 'curve-unproved-on-phones',
    severity: 'warning',
    source: 'home-assistant/iOS#5134: the app refuses P-521; whether phones take P-384 is unconfirmed',
    breach: ({ key }) => (key === 'p384' ? { curve: 'P-384' } : null),
  },
];

const serverRules: readonly Rule<ServerPlan>[] = [
  {
    code: 'san-missing',
    severity: 'error',
    source: 'Apple HT210176: the DNS name must stand in the SAN, common names are not trusted any more',
    breach: ({ names }) => (names.length === 0 ? {} : null),
  },
  {
    code: 'san-lacks-home',
    severity: 'error',
    source: 'RFC 9110 section 4.3.4: a client checks the name it dialled against the certificate',
    breach: ({ names, homeHost }) => {
      const home = parseSubjectAltName(homeHost);
      return home && names.length > 0 && !names.some((name) => matches(name, home)) ? { host: home.value } : null;
    },
  },
  {
    code: 'san-wildcard-shape',
    severity: 'error',
    source: 'OpenSSL v3_utl.c, valid_star: a wildcard needs at least two labels after it',
    breach: ({ names }) => {
      const wildcard = names.find(({ value }) => /^\*\.[^.]*$/.test(value));
      return wildcard ? { name: wildcard.value } : null;
    },
  },
  {
    code: 'san-outside-authority',
    severity: 'error',
    source: 'RFC 5280 section 4.2.1.10: a name outside the name constraints voids the whole certificate',
    breach: ({ names, bounds }) => {
      const outside = bounds && names.find((name) => !bounds.some((bound) => permits(bound, name)));
      return outside ? { name: outside.value } : null;
    },
  },
  {
    code: 'validity-too-long',
    severity: 'error',
    source: 'Apple HT210176: 825 days or fewer between the two dates; the first lies an hour back',
    breach: ({ validityDays }) => (validityDays > 824 ? { validityDays, max: 824 } : null),
  },
  ...leafRules,
];

const deviceRules: readonly Rule<DevicePlan>[] = [
  {
    code: 'common-name-looks-like-host',
    severity: 'warning',
    source: 'OpenSSL v3_ncons.c, cn2dnsid: a common name with dots is held against the name constraints as a host name',
    breach: ({ name }) => (deviceCommonName(name) === name ? null : { name, commonName: deviceCommonName(name) }),
  },
  ...leafRules,
];

/** @returns what phones would refuse in a server certificate (errors) or might dislike (warnings), in a fixed order. */
export const lintServerPlan = (plan: ServerPlan): Finding[] => check(serverRules, plan);

/** @returns as `lintServerPlan`, for a device certificate. */
export const lintDevicePlan = (plan: DevicePlan): Finding[] => check(deviceRules, plan);

const check = <Plan>(rules: readonly Rule<Plan>[], plan: Plan): Finding[] =>
  rules.flatMap(({ code, severity, breach }) => {
    const facts = breach(plan);
    return facts ? [{ code, severity, facts }] : [];
  });

/** RFC 6125 section 6.4.3: a wildcard stands for one whole label. */
const matches = (name: SubjectAltName, host: SubjectAltName): boolean =>
  name.kind === host.kind &&
  (name.value.startsWith('*.') ? name.value.slice(1) === host.value.replace(/^[^.]*/, '') : name.value === host.value);

/** Whether a bound of an authority lets it vouch for a name: a domain permits itself and all below it, an address itself. */
export function permits(bound: SubjectAltName, name: SubjectAltName): boolean {
  const [domain, host] = [bound, name].map(({ value }) => value.replace(/^\*\./, ''));
  return bound.kind === name.kind && (host === domain || (bound.kind === 'dns' && host?.endsWith(`.${domain}`) === true));
}
