import { useRef, useState } from 'react';
import { type Platform, platforms } from '../../../electron/contract/entities.ts';
import type { FailureFacts } from '../../../electron/contract/failure.ts';
import { nameField } from '../../../electron/contract/fields.ts';
import { useDevices } from '../../state/devices.ts';
import { useHomes } from '../../state/homes.ts';
import { type KeepFacts, keepImport, useImports } from '../../state/imports.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { Select } from '../../ui/Select.tsx';
import { News } from '../News.tsx';
import { StepForm } from '../StepForm.tsx';
import type { ImportRow } from './import-rows.ts';

const noHome = 'none';

type Keeping =
  | { readonly phase: 'asking' }
  | { readonly phase: 'busy'; readonly done: number }
  | { readonly phase: 'done'; readonly kept: number; readonly failure: FailureFacts | null };

interface KeepManyProps {
  readonly rows: readonly ImportRow[];
  readonly onDone: () => void;
}

/** Keeps many files as devices: which address they open and what they are is said once, their names are in the certificates. */
export function KeepMany({ rows, onDone }: KeepManyProps) {
  const t = useText();
  const [keeping, setKeeping] = useState<Keeping>({ phase: 'asking' });
  const stopped = useRef(false);
  const keep = async (facts: KeepFacts) => {
    let failure: FailureFacts | null = null;
    let kept = 0;
    for (const row of rows) {
      if (stopped.current || failure !== null) break;
      setKeeping({ phase: 'busy', done: kept });
      failure = await keepImport(row.importId, deviceName(row), facts);
      if (failure === null) kept += 1;
    }
    await Promise.all([useDevices.getState().load(), useImports.getState().load()]);
    setKeeping({ phase: 'done', kept, failure });
  };
  if (keeping.phase === 'asking') return <AskFacts count={rows.length} onKeep={(facts) => void keep(facts)} onBack={onDone} />;
  if (keeping.phase === 'done') return <Kept {...keeping} onDone={onDone} />;
  return (
    <Progress label={t('import.many.keeping', { done: keeping.done, total: rows.length })} done={keeping.done} total={rows.length}>
      <Button onClick={() => (stopped.current = true)}>{t('import.many.stop')}</Button>
    </Progress>
  );
}

interface AskFactsProps {
  readonly count: number;
  readonly onKeep: (facts: KeepFacts) => void;
  readonly onBack: () => void;
}

function AskFacts({ count, onKeep, onBack }: AskFactsProps) {
  const t = useText();
  const homes = useHomes((store) => store.items);
  const [platform, setPlatform] = useState<Platform>('ios');
  const [homeId, setHomeId] = useState<string>(homes[0]?.id ?? noHome);
  return (
    <div className="lk-step-column">
      <StepForm
        title={t('import.many.keepForm')}
        intro={t('import.many.keepIntro')}
        next={{
          label: t('import.many.keepSave', { count }),
          onNext: () => onKeep({ platform, homeId: homeId === noHome ? null : homeId }),
        }}
        onBack={onBack}
      >
        <Select
          label={t('import.many.platform')}
          value={platform}
          onChange={setPlatform}
          options={platforms.map((value) => ({ value, label: t(`wizards.platforms.${value}`) }))}
        />
        <Select
          label={t('import.many.home')}
          value={homeId}
          onChange={setHomeId}
          options={[...homes.map((home) => ({ value: home.id, label: home.name })), { value: noHome, label: t('import.keep.noHome') }]}
        />
      </StepForm>
    </div>
  );
}

interface KeptProps {
  readonly kept: number;
  readonly failure: FailureFacts | null;
  readonly onDone: () => void;
}

function Kept({ kept, failure, onDone }: KeptProps) {
  const t = useText();
  return (
    <>
      <News>
        <Callout tone={failure === null ? 'good' : 'warn'} title={t('import.many.kept', { count: kept })} />
      </News>
      {failure && <FailureNote failure={failure} />}
      <div className="lk-row">
        <Button variant="primary" autoFocus onClick={onDone}>
          {t('import.many.toList')}
        </Button>
      </div>
    </>
  );
}

/** Its certificate's name where that can be one of a device, else the file's. */
function deviceName({ name, fileName }: ImportRow): string {
  const stem = fileName.replace(/\.[^.]*$/, '');
  const readable = stem.replace(/[\p{C}]/gu, ' ').trim();
  return nameField.safeParse(name).data ?? ([...readable].slice(0, 60).join('') || 'Latchkey');
}
