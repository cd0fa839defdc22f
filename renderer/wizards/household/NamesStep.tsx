import { useState } from 'react';
import type { Device, Home, Platform } from '../../../electron/contract/entities.ts';
import { useDevices } from '../../state/devices.ts';
import { useText } from '../../text/text.ts';
import { Callout } from '../../ui/Callout.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { StepForm } from '../StepForm.tsx';
import { Doing } from './Doing.tsx';
import { NamesTable } from './NamesTable.tsx';
import { readNames } from './names.ts';
import { useIssueAll } from './use-issue-all.ts';
import './household.css';

/** What the first step was told; it outlives going forth and back. */
export interface Typed {
  readonly homeId: string | null;
  readonly text: string;
  /** Kinds of device that were chosen instead of the guess, by name. */
  readonly chosen: ReadonlyMap<string, Platform>;
}

interface NamesStepProps {
  readonly home: Home;
  readonly homes: readonly Home[];
  readonly typed: Typed;
  readonly onType: (typed: Typed) => void;
  readonly onMade: (devices: readonly Device[]) => void;
  readonly onLeave: () => void;
}

/** Takes a list of names and makes a certificate for each. */
export function NamesStep({ home, homes, typed, onType, onMade, onLeave }: NamesStepProps) {
  const t = useText();
  const devices = useDevices((store) => store.items);
  const [hasTried, setHasTried] = useState(false);
  const { issuing, issueAll, stop } = useIssueAll();
  const named = readNames(typed.text, { chosen: typed.chosen, devices: devices.filter(({ homeId }) => homeId === home.id) });
  const problem = named.length === 0 ? 'empty' : named.some(({ trouble }) => trouble !== null) ? 'mend' : null;
  const make = async () => {
    setHasTried(true);
    if (problem !== null) return;
    const made = await issueAll(home.id, named);
    if (made !== null) onMade(made);
  };
  const type = (change: Partial<Typed>) => {
    setHasTried(false);
    onType({ ...typed, ...change });
  };
  return (
    <StepForm
      title={t('household.names.title')}
      intro={t('household.names.intro')}
      onBack={onLeave}
      next={{ label: t('household.names.make', { count: Math.max(1, named.length) }), onNext: make, busy: issuing.phase === 'busy' }}
    >
      {homes.length > 1 && (
        <Select
          label={t('household.names.home')}
          value={home.id}
          onChange={(homeId) => type({ homeId })}
          options={homes.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <div className="lk-household-list">
        <TextField
          multiline
          label={t('household.names.list')}
          hint={t('household.names.listHint')}
          placeholder={t('household.names.placeholder')}
          value={typed.text}
          onChange={(text) => type({ text })}
          error={hasTried && problem !== null ? t(`household.names.${problem}`) : undefined}
        />
      </div>
      {named.length > 0 && (
        <NamesTable named={named} onChoose={(name, platform) => type({ chosen: new Map([...typed.chosen, [name, platform]]) })} />
      )}
      {issuing.phase === 'busy' && <Doing label={t('household.names.making', issuing)} {...issuing} onStop={stop} />}
      {issuing.phase === 'stopped' && (
        <Callout tone="neutral" title={t('household.names.stopped', issuing)}>
          {t('household.names.stoppedText')}
        </Callout>
      )}
      {issuing.phase === 'failed' && (
        <section className="lk-stack" aria-label={t('household.names.failed', issuing)}>
          <h3>{t('household.names.failed', issuing)}</h3>
          <FailureNote failure={issuing.failure} />
        </section>
      )}
    </StepForm>
  );
}
