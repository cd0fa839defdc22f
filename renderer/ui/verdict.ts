import type { Verdict } from '../../electron/contract/entities.ts';
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
