import { type EvidenceLabel, type Rung, type RungId, rungIds } from '../contract/probe.ts';
import { inspection } from './diagnoses/network.ts';
import { server as serverRows } from './diagnoses/server.ts';
import type { Answer, Attempt, Observations, Visit } from './observations.ts';
import {
  alertToDevice,
  alertToStranger,
  answerBehind,
  answerOf,
  askedOf,
  deviceOutcome,
  isHttp2Alone,
  isMute,
  isRevoked,
  mainReading,
  mainVisit,
  type Outcome,
  serverOf,
  strangerOutcome,
  tried,
  troubleIn,
} from './outcome.ts';
import { printable } from './printable.ts';
import type { Step, Trouble } from './step.ts';

type Facts = Readonly<Partial<Record<EvidenceLabel, string | number | null | undefined>>>;
type Finding = Omit<Rung, 'id'>;

/** The whole ladder; what was not tried, or does not tell, is skipped. */
export function rungsOf(all: Observations): readonly Rung[] {
  const seen = tried(all);
  return rungIds.map((id) => ({ id, ...findings[id](seen) }));
}

const findings: Readonly<Record<RungId, (seen: Observations) => Finding>> = {
  name: ({ name }) =>
    finding(stateOf(name), name?.ms, name?.phase === 'done' ? { addresses: name.value.join(', ') } : troubleFacts(troubleOf(name))),

  reached: ({ reached, target, attempts }) =>
    finding(stateOf(reached), reached?.ms, {
      ...(reached?.phase === 'done' ? { address: reached.value } : troubleFacts(troubleOf(reached))),
      port: reached && target.port,
      connections: attempts.map(attemptText).join(', '),
    }),

  'server-certificate': serverCertificate,

  'stranger-refused': (seen) =>
    finding(doorState(strangerOutcome(seen), 'refused'), lengthOf(seen.stranger), {
      ...(seen.stranger && askedFacts(seen)),
      ...visitFacts(seen.stranger),
      alert: alertToStranger(seen),
    }),

  'device-let-in': (seen) =>
    finding(doorState(deviceOutcome(seen), isRevoked(seen) ? 'refused' : 'let-in'), lengthOf(seen.device), {
      device: seen.device && (seen.identity?.name ?? null),
      revoked: seen.device && seen.known.revokedAt,
      notAfter: seen.device && (seen.identity?.certificate.notAfter ?? null),
      ...visitFacts(seen.device),
      alert: alertToDevice(seen),
    }),

  'home-assistant': homeAssistant,

  websocket,

  webhook: ({ webhook, strangerWebhook }) => {
    if (webhook === null) return finding('skipped', null, {});
    const blocked = [webhook, strangerWebhook].find((visit) => visit !== null && answerOf(visit)?.status !== 200);
    return finding(blocked ? 'failed' : 'passed', lengthOf(webhook), visitFacts(blocked ?? webhook));
  },
};

function serverCertificate(seen: Observations): Finding {
  const server = serverOf(seen);
  if (server === null) {
    // TLS 1.2 may refuse the stranger before our library hands out the server's certificate.
    const hidden = seen.stranger === null || strangerOutcome(seen) === 'refused';
    return hidden ? finding('skipped', null, {}) : finding('failed', lengthOf(seen.stranger), troubleFacts(troubleIn(seen.stranger)));
  }
  const good = [...inspection, ...serverRows].every(({ fits }) => fits(seen) === null);
  const { chain, distrust, protocol, cipher } = server;
  const { subject, issuer, fingerprint, san, notBefore, notAfter } = chain[0];
  const shaken = [seen.stranger, seen.device].find((visit) => visit?.handshake.phase === 'done');
  return finding(good ? 'passed' : 'failed', shaken?.handshake.ms, {
    ...{ subject, issuer, fingerprint, notBefore, notAfter, distrust, protocol, cipher },
    names: san.join(', '),
    chain: chain.length,
  });
}

function homeAssistant(seen: Observations): Finding {
  const reply = mainVisit(seen)?.reply;
  const answer = answerOf(mainVisit(seen));
  if (answer !== null && mainReading(seen) !== 'certificate-refused') {
    const state = answerBehind(seen) === null ? 'skipped' : 'failed';
    return finding(mainReading(seen) === 'home-assistant' ? 'passed' : state, reply?.ms, answerFacts(answer));
  }
  return isMute(mainVisit(seen)) ? finding('failed', reply?.ms, troubleFacts(troubleIn(mainVisit(seen)))) : finding('skipped', null, {});
}

function websocket(seen: Observations): Finding {
  const { webSocket, alpn } = seen;
  const speaks = { alpn: alpn && [alpn.h2 && 'h2', alpn.http1 && 'http/1.1'].filter(Boolean).join(', ') };
  if (webSocket === null) return finding(isHttp2Alone(seen) ? 'failed' : 'skipped', null, speaks);
  const ms = lengthOf(webSocket);
  if (webSocket.reply?.phase !== 'done') return finding('failed', ms, { ...speaks, ...troubleFacts(troubleIn(webSocket)) });
  const greeting = webSocket.reply.value;
  if (greeting.kind === 'auth-required') return finding('passed', ms, { ...speaks, version: greeting.version });
  return finding('failed', ms, {
    ...speaks,
    ...(greeting.kind === 'not-upgraded' ? answerFacts(greeting.answer) : { body: greeting.body }),
  });
}

function finding(state: Rung['state'], ms: number | null | undefined, facts: Facts): Finding {
  const told = Object.entries(facts).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return { state, ms: ms ?? null, evidence: Object.fromEntries(told.map(([label, value]) => [label, printable(String(value))])) };
}

function stateOf(step: Step<unknown> | null): Rung['state'] {
  if (step === null) return 'skipped';
  return step.phase === 'done' ? 'passed' : 'failed';
}

function doorState(outcome: Outcome, wanted: Outcome): Rung['state'] {
  if (outcome === 'unclear') return 'skipped';
  return outcome === wanted ? 'passed' : 'failed';
}

const lengthOf = (visit: Visit<unknown> | null): number | null => visit && visit.handshake.ms + (visit.reply?.ms ?? 0);

const attemptText = ({ address, family, connected }: Attempt): string =>
  `${address} (IPv${family}): ${connected.phase === 'done' ? `${connected.ms} ms` : connected.trouble.code}`;

function askedFacts(seen: Observations): Facts {
  const asked = askedOf(seen);
  if (asked.state !== 'asked') return { asked: asked.state === 'not-asked' ? 'no' : null };
  return { asked: 'yes', authorities: asked.issuers.join('; ') };
}

const answerFacts = ({ status, headers: { server, location }, body }: Answer): Facts => ({ status, server, location, body });

function visitFacts(visit: Visit<Answer> | null): Facts {
  const answer = answerOf(visit);
  return answer === null ? troubleFacts(troubleIn(visit)) : { status: answer.status, body: answer.body };
}

const troubleOf = (step: Step<unknown> | null): Trouble | null => (step?.phase === 'failed' ? step.trouble : null);

const troubleFacts = (trouble: Trouble | null): Facts => (trouble === null ? {} : { error: trouble.code, alert: trouble.alert });
