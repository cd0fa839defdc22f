import { useState } from 'react';
import type { Device, Home } from '../../../electron/contract/entities.ts';
import { useHomes } from '../../state/homes.ts';
import { usePlace } from '../../state/place.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { WizardPage } from '../WizardPage.tsx';
import { canIssue } from './can-issue.ts';
import { FilesStep } from './FilesStep.tsx';
import { NamesStep, type Typed } from './NamesStep.tsx';
import { SheetsStep } from './SheetsStep.tsx';
import type { SavedDevice } from './saved-device.ts';

const steps = ['names', 'files', 'sheets'] as const;

/** How far it has come. The passphrases are in here and nowhere else: they are gone when the page is left. */
type Stage =
  | { readonly step: 'names' }
  | { readonly step: 'files'; readonly devices: readonly Device[] }
  | { readonly step: 'sheets'; readonly devices: readonly Device[]; readonly saved: readonly SavedDevice[]; readonly folderName: string };

/** A whole household: certificates for a list of names, a file for each, and a sheet of paper for each. */
export function Household({ homeId }: { readonly homeId: string | null }) {
  const t = useText();
  const homes = useHomes((store) => store.items).filter(canIssue);
  const go = usePlace((place) => place.go);
  const [typed, setTyped] = useState<Typed>({ homeId, text: '', chosen: new Map() });
  const [stage, setStage] = useState<Stage>({ step: 'names' });
  const home = homes.find(({ id }) => id === typed.homeId) ?? homes[0];
  if (home === undefined) return <NoHome />;

  const leave = () => go({ place: 'devices' });
  const at = steps.indexOf(stage.step);
  return (
    <WizardPage
      title={t('household.title')}
      subtitle={t('household.subtitle')}
      steps={steps.map((id, index) => ({
        id,
        label: t(`household.steps.${id}`),
        state: index < at ? 'done' : index === at ? 'now' : 'todo',
      }))}
      onLeave={leave}
    >
      <CurrentStep
        key={stage.step}
        stage={stage}
        home={home}
        homes={homes}
        typed={typed}
        onType={setTyped}
        onStage={setStage}
        onLeave={leave}
      />
    </WizardPage>
  );
}

interface CurrentStepProps {
  readonly stage: Stage;
  readonly home: Home;
  readonly homes: readonly Home[];
  readonly typed: Typed;
  readonly onType: (typed: Typed) => void;
  readonly onStage: (stage: Stage) => void;
  readonly onLeave: () => void;
}

function CurrentStep({ stage, home, homes, typed, onType, onStage, onLeave }: CurrentStepProps) {
  switch (stage.step) {
    case 'names':
      return (
        <NamesStep
          home={home}
          homes={homes}
          typed={typed}
          onType={onType}
          onMade={(devices) => onStage({ step: 'files', devices })}
          onLeave={onLeave}
        />
      );
    case 'files':
      return (
        <FilesStep
          devices={stage.devices}
          onBack={() => onStage({ step: 'names' })}
          onSaved={(saved, folderName) => onStage({ ...stage, step: 'sheets', saved, folderName })}
        />
      );
    case 'sheets':
      return <SheetsStep {...stage} home={home} onDone={onLeave} />;
  }
}

function NoHome() {
  const t = useText();
  const go = usePlace((place) => place.go);
  return (
    <Page title={t('household.title')}>
      <EmptyState
        icon="devices"
        title={t('household.noHome')}
        actions={
          <Button variant="primary" onClick={() => go({ place: 'home' })}>
            {t('household.toHome')}
          </Button>
        }
      >
        {t('household.noHomeText')}
      </EmptyState>
    </Page>
  );
}
