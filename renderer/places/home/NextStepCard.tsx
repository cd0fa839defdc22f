import { useState } from 'react';
import type { Authority, Device, Home } from '../../../electron/contract/entities.ts';
import { useAuthorities } from '../../state/authorities.ts';
import { beginDevice, continueAtHome, useCloudflareDraft } from '../../state/cloudflare-draft.ts';
import { useDraft } from '../../state/draft.ts';
import { usePlace } from '../../state/place.ts';
import { formatDays } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { daysLeft } from '../../ui/days.ts';
import { Pill } from '../../ui/Pill.tsx';
import { BackUpDialog } from '../authorities/BackUpDialog.tsx';
import { type NextStep, nextStep } from './next-step.ts';

/** The one next step of a home; nothing where there is none. */
export function NextStepCard({ home, devices }: { readonly home: Home; readonly devices: readonly Device[] }) {
  const every = useAuthorities((store) => store.items);
  const draftHomeIds = [useDraft((store) => store.draft?.homeId ?? null), useCloudflareDraft((store) => store.draft?.homeId ?? null)];
  const [backingUp, setBackingUp] = useState<Authority | null>(null);
  const authorities = every.filter((authority) => authority.homeId === home.id);
  const step = nextStep({ home, devices, authorities, draftHomeIds }, Date.now());
  return (
    <>
      {step && <StepCard step={step} home={home} onBackUp={setBackingUp} />}
      {backingUp && <BackUpDialog authority={backingUp} onClose={() => setBackingUp(null)} />}
    </>
  );
}

interface StepCardProps {
  readonly step: NextStep;
  readonly home: Home;
  readonly onBackUp: (authority: Authority) => void;
}

function StepCard({ step, home, onBackUp }: StepCardProps) {
  const t = useText();
  const take = useTaking(home, onBackUp);
  const { title, text, action } = useStepWords(step);
  const isUrgent = step.act === 'replace' || step.act === 'renew' || step.act === 'back-up';
  return (
    <Card>
      <div className="lk-next">
        <div>
          <div className="lk-row">
            <Pill tone={isUrgent ? 'warn' : 'neutral'} icon={isUrgent ? 'alert' : 'chevron'}>
              {t('places.home.nextStep')}
            </Pill>
            <h2>{title}</h2>
          </div>
          <p className="lk-soft lk-home-below">{text}</p>
        </div>
        <Button variant="primary" onClick={() => take(step)}>
          {action}
        </Button>
      </div>
    </Card>
  );
}

/** Leads to where a step is taken. */
function useTaking(home: Home, onBackUp: (authority: Authority) => void): (step: NextStep) => void {
  const go = usePlace((store) => store.go);
  return (step) => {
    switch (step.act) {
      case 'resume':
        if (home.road === 'proxy') return go({ place: 'own-proxy' });
        continueAtHome(home);
        return go({ place: 'cloudflare' });
      case 'add-device':
      case 'replace':
      case 'renew':
        if (home.road === 'proxy') return go({ place: 'add-device', homeId: home.id });
        beginDevice(home, 'device' in step ? step.device : null);
        return go({ place: 'cloudflare' });
      case 'export':
        return go({ place: 'export', deviceId: step.device.id });
      case 'test':
        return go({ place: 'test', homeId: home.id, deviceId: step.device.id });
      case 'back-up':
        return onBackUp(step.authority);
    }
  };
}

function useStepWords(step: NextStep): { readonly title: string; readonly text: string; readonly action: string } {
  const t = useText();
  const end = 'device' in step ? daysLeft(step.device.certificate.notAfter, Date.now()) : 0;
  const key = wordsOf(step, end);
  const facts = {
    device: 'device' in step ? step.device.name : '',
    authority: 'authority' in step ? step.authority.name : '',
    when: formatDays(end),
  };
  return {
    title: t(`places.home.next.${key}.title`, facts),
    text: t(`places.home.next.${key}.text`, facts),
    action: t(`places.home.next.${key}.action`),
  };
}

/** Which words of the catalogue tell a step; `end` counts the days that its device has left. */
function wordsOf(step: NextStep, end: number) {
  if (step.act === 'replace') return end < 0 ? 'has-ended' : 'ends-soon';
  if (step.act === 'back-up') return step.authority.job === 'device' ? 'back-up-device' : 'back-up-server';
  return step.act;
}
