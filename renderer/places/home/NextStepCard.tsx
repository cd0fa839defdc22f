import { type ReactNode, useState } from 'react';
import type { Authority, Device, Home } from '../../../electron/contract/entities.ts';
import { useAuthorities } from '../../state/authorities.ts';
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
  const draftHomeId = useDraft((store) => store.draft?.homeId ?? null);
  const [backingUp, setBackingUp] = useState<Authority | null>(null);
  const authorities = every.filter((authority) => authority.homeId === home.id);
  const step = nextStep({ home, devices, authorities, draftHomeId }, Date.now());
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
  const go = usePlace((store) => store.go);
  const homeId = home.id;
  const words = 'places.home.next';
  switch (step.act) {
    case 'resume':
      return (
        <Step title={t(`${words}.resume`)} text={t(`${words}.resumeText`)}>
          <Button variant="primary" onClick={() => go({ place: 'own-proxy' })}>
            {t(`${words}.resumeAction`)}
          </Button>
        </Step>
      );
    case 'add-device':
      return (
        <Step title={t(`${words}.addDevice`)} text={t(`${words}.addDeviceText`)}>
          <Button variant="primary" onClick={() => go({ place: 'add-device', homeId })}>
            {t(`${words}.addDeviceAction`)}
          </Button>
        </Step>
      );
    case 'export':
      return (
        <Step title={t(`${words}.export`, { device: step.device.name })} text={t(`${words}.exportText`)}>
          <Button variant="primary" onClick={() => go({ place: 'export', deviceId: step.device.id })}>
            {t(`${words}.exportAction`)}
          </Button>
        </Step>
      );
    case 'replace': {
      const days = daysLeft(step.device.certificate.notAfter, Date.now());
      const ended = days < 0 ? 'hasEnded' : 'endsSoon';
      return (
        <Step title={t(`${words}.${ended}`, { device: step.device.name, when: formatDays(days) })} text={t(`${words}.${ended}Text`)}>
          <Button variant="primary" onClick={() => go({ place: 'add-device', homeId })}>
            {t(`${words}.addDeviceAction`)}
          </Button>
        </Step>
      );
    }
    case 'test':
      return (
        <Step title={t(`${words}.test`)} text={t(`${words}.testText`, { device: step.device.name })}>
          <Button variant="primary" onClick={() => go({ place: 'test', homeId, deviceId: step.device.id })}>
            {t(`${words}.testAction`)}
          </Button>
        </Step>
      );
    case 'back-up':
      return (
        <Step title={t(`${words}.backUp`, { authority: step.authority.name })} text={t(`${words}.backUpText`)}>
          <Button variant="primary" onClick={() => onBackUp(step.authority)}>
            {t(`${words}.backUpAction`)}
          </Button>
        </Step>
      );
  }
}

function Step({ title, text, children }: { readonly title: string; readonly text: string; readonly children: ReactNode }) {
  const t = useText();
  return (
    <Card>
      <div className="lk-next">
        <div>
          <div className="lk-row">
            <Pill tone="warn">{t('places.home.nextStep')}</Pill>
            <h2>{title}</h2>
          </div>
          <p className="lk-soft lk-home-below">{text}</p>
        </div>
        {children}
      </div>
    </Card>
  );
}
