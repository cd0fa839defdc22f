import type { HandoffState } from '../../../electron/contract/handoff.ts';
import { useText } from '../../text/text.ts';
import { Pill, type Tone } from '../../ui/Pill.tsx';

const tones: Readonly<Record<HandoffState['phase'], Tone>> = {
  waiting: 'neutral',
  opened: 'good',
  downloaded: 'good',
  expired: 'neutral',
  stopped: 'neutral',
  guessed: 'bad',
};

/** How far a link has come; read out whenever it changes. */
export function HandoffProgress({ state, refused }: { readonly state: HandoffState; readonly refused: number }) {
  const t = useText();
  const by = 'by' in state ? { who: t(`handoff.handsets.${state.by.handset}`), address: state.by.address } : {};
  return (
    <div role="status" className="lk-handoff-progress">
      <Pill tone={tones[state.phase]}>{t(`handoff.states.${state.phase}`)}</Pill>
      <p>
        {t(`handoff.statesWhy.${state.phase}`, by)}
        {refused > 0 && state.phase !== 'guessed' && ` ${t('handoff.refused', { count: refused })}`}
      </p>
    </div>
  );
}
