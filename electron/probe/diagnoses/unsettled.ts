import { answerOf, deviceOutcome, isIn, mainReading, strangerOutcome } from '../outcome.ts';
import { type Row, when } from './row.ts';

/** Nothing is known to be wrong, but nothing is proved either. */
export const unsettled: readonly Row[] = [
  {
    code: 'stranger-outcome-unclear',
    verdict: 'unclear',
    source: 'RFC 9110 section 15: the answer says nothing of a certificate',
    fits: (seen) => when(isIn(seen) && strangerOutcome(seen) === 'unclear'),
    remedy: 'lock',
  },
  {
    code: 'no-device-chosen',
    verdict: 'unclear',
    source: 'a locked door is proved by somebody who gets in',
    fits: (seen) => when(seen.identity === null && (strangerOutcome(seen) === 'refused' || mainReading(seen) === 'cloudflare-blocked')),
  },
  {
    code: 'http3-offered',
    verdict: 'unclear',
    source: 'RFC 7838 (Alt-Svc); nginx.org/en/docs/quic.html: a listener of its own, which asks for itself',
    // Only where the door is in doubt already: phones may have taken the other way.
    fits: (seen) => {
      const isOffered = [seen.stranger, seen.device].some((visit) => /\bh3\b/.test(answerOf(visit)?.headers['alt-svc'] ?? ''));
      return when(isOffered && (strangerOutcome(seen) === 'unclear' || deviceOutcome(seen) === 'refused'), 'possible');
    },
    remedy: 'noHttp3',
  },
];
