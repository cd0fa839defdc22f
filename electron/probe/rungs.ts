import { type EvidenceLabel, type Rung, type RungId, rungIds } from '../contract/entities.ts';
import type { Answer, Observations, Visit } from './observations.ts';
import { deviceOutcome, isMute, mainReading, mainVisit, type Outcome, serverOf, strangerOutcome, troubleIn } from './outcome.ts';
import { printable } from './printable.ts';
import type { Step, Trouble } from './step.ts';

type Facts = Readonly<Partial<Record<EvidenceLabel, string | number | null>>>;
type Finding = Omit<Rung, 'id'>;

/** The whole ladder; what was not tried, or does not tell, is skipped. */
export const rungsOf = (seen: Observations): readonly Rung[] => rungIds.map((id) => ({ id, ...findings[id](seen) }));

const findings: Readonly<Record<RungId, (seen: Observations) => Finding>> = {
  name: ({ name }) =>
    finding(stateOf(name), name?.ms, name?.phase === 'done' ? { addresses: name.value.join(', ') } : troubleFacts(troubleOf(name))),

  reached: ({ target, reached, missed }) =>
    finding(stateOf(reached), reached?.ms, {
      ...(reached?.phase === 'done' ? { address: reached.value } : troubleFacts(troubleOf(reached))),
      port: reached && target.port,
      missed: missed.map(({ address, trouble }) => `${address} ${trouble.code}`).join(', '),
    }),

  'server-certificate': serverCertificate,

  'stranger-refused': (seen) => finding(doorState(strangerOutcome(seen), 'refused'), lengthOf(seen.stranger), visitFacts(seen.stranger)),

  'device-let-in': (seen) =>
    finding(doorState(deviceOutcome(seen), 'let-in'), lengthOf(seen.device), {
      device: seen.device && (seen.identity?.name ?? null),
      notAfter: seen.device && (seen.identity?.notAfter ?? null),
      ...visitFacts(seen.device),
    }),

  'home-assistant': homeAssistant,

  websocket: ({ webSocket }) => {
    const reply = webSocket?.reply;
    if (reply?.phase !== 'done') return finding(webSocket ? 'failed' : 'skipped', lengthOf(webSocket), troubleFacts(troubleIn(webSocket)));
    const greeting = reply.value;
    if (greeting.kind === 'auth-required') return finding('passed', lengthOf(webSocket), { version: greeting.version });
    return finding(
      'failed',
      lengthOf(webSocket),
      greeting.kind === 'not-upgraded' ? answerFacts(greeting.answer) : { body: greeting.body },
    );
  },
};

function serverCertificate(seen: Observations): Finding {
  const server = serverOf(seen);
  if (server === null) {
    // TLS 1.2 may refuse the stranger before our library hands out the server's certificate.
    const hidden = seen.stranger === null || strangerOutcome(seen) === 'refused';
    return hidden ? finding('skipped', null, {}) : finding('failed', lengthOf(seen.stranger), troubleFacts(troubleIn(seen.stranger)));
  }
  const good = server.inDate && server.nameMatches && server.distrust === null;
  const { subject, issuer, names, notBefore, notAfter, distrust, protocol, cipher, chain } = server;
  const shaken = [seen.stranger, seen.device].find((visit) => visit?.handshake.phase === 'done');
  return finding(good ? 'passed' : 'failed', shaken?.handshake.ms, {
    ...{ subject, issuer, notBefore, notAfter, distrust, protocol, cipher },
    names: names.join(', '),
    chain: chain.length,
  });
}

function homeAssistant(seen: Observations): Finding {
  const reply = mainVisit(seen)?.reply;
  const reading = mainReading(seen);
  if (reply?.phase === 'done' && reading !== 'certificate-refused') {
    return finding(reading === 'home-assistant' ? 'passed' : 'failed', reply.ms, answerFacts(reply.value));
  }
  return isMute(mainVisit(seen)) ? finding('failed', reply?.ms, troubleFacts(troubleIn(mainVisit(seen)))) : finding('skipped', null, {});
}

function finding(state: Rung['state'], ms: number | null | undefined, facts: Facts): Finding {
  const told = Object.entries(facts).filter(([, value]) => value !== null && value !== '');
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

const answerFacts = ({ status, server, location, body }: Answer): Facts => ({ status, server, location, body });

function visitFacts(visit: Visit<Answer> | null): Facts {
  if (visit?.reply?.phase !== 'done') return troubleFacts(troubleIn(visit));
  const { status, body } = visit.reply.value;
  return { status, body };
}

const troubleOf = (step: Step<unknown> | null): Trouble | null => (step?.phase === 'failed' ? step.trouble : null);

const troubleFacts = (trouble: Trouble | null): Facts => (trouble === null ? {} : { error: trouble.code, alert: trouble.alert });
