import type { ProbeReport, Verdict } from '../../electron/contract/probe.ts';
import type { Tone } from './Pill.tsx';

/** How a verdict looks: only a door that is proved locked is good. */
export const toneOfVerdict: Readonly<Record<Verdict, Tone>> = {
  locked: 'good',
  open: 'bad',
  'device-refused': 'bad',
  'server-untrusted': 'bad',
  unreachable: 'bad',
  'not-home-assistant': 'bad',
  'websocket-blocked': 'warn',
  unclear: 'warn',
};

/** How the outcome of a test looks: a revoked device is meant to be refused. */
export function toneOfReport({ verdict, cause }: ProbeReport): Tone {
  if (cause?.code !== 'device-revoked') return toneOfVerdict[verdict];
  return cause.confidence === 'certain' ? 'good' : 'warn';
}

/** Which words of the catalogue fit a report or a rung: those that end in `_revoked`, or the plain ones. */
export const wordsFor = (isRevoked: boolean) => (isRevoked ? { context: 'revoked' } : {});

/** Whether a report tells how a revoked device fared. */
export const isOfRevoked = ({ cause }: ProbeReport): boolean => cause?.code === 'device-revoked' || cause?.code === 'revoked-device-let-in';
