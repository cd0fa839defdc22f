import type { CauseCode, RunnerUp } from '../../probe.ts';
import { behindCausesEn } from './probe/causes-behind.ts';
import { cloudflareCausesEn } from './probe/causes-cloudflare.ts';
import { deviceCausesEn } from './probe/causes-device.ts';
import { doorCausesEn } from './probe/causes-doors.ts';
import { networkCausesEn } from './probe/causes-network.ts';
import { serverCausesEn } from './probe/causes-server.ts';
import { evidenceEn, rungsEn } from './probe/rungs.ts';
import { verdictsEn } from './probe/verdicts.ts';
import type { CauseText } from './probe/words.ts';

/**
 * Test connection in words. Sentences name a report's `device`, causes their own facts, rungs their evidence.
 */
export const probeEn = {
  verdicts: verdictsEn,
  causes: {
    ...doorCausesEn,
    ...networkCausesEn,
    ...serverCausesEn,
    ...deviceCausesEn,
    ...behindCausesEn,
    ...cloudflareCausesEn,
  } satisfies Readonly<Record<CauseCode, CauseText>>,
  whyNot: {
    later: 'This fits as well, and comes after the first is mended.',
    'less-sure': 'This would fit as well, but less speaks for it.',
  } satisfies Readonly<Record<RunnerUp['whyNot'], string>>,
  rungs: rungsEn,
  evidence: evidenceEn,
} as const;
