import { useState } from 'react';
import { createPortal } from 'react-dom';
import type { Device, Home } from '../../../electron/contract/entities.ts';
import { useCall } from '../../state/call.ts';
import { formatList } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { News } from '../News.tsx';
import { StepForm } from '../StepForm.tsx';
import { Sheet } from './Sheet.tsx';
import { type SavedDevice, savedOf } from './saved-device.ts';
import { useSaveFiles } from './use-save-files.ts';
import './household.css';

interface SheetsStepProps {
  readonly home: Home;
  readonly devices: readonly Device[];
  readonly saved: readonly SavedDevice[];
  readonly folderName: string;
  readonly onDone: () => void;
}

/** Shows each passphrase this once, and lays out a sheet of paper for each device. */
export function SheetsStep({ home, devices, saved: first, folderName, onDone }: SheetsStepProps) {
  const t = useText();
  const [saved, setSaved] = useState(first);
  const missing = devices.filter(({ id }) => !saved.some(({ device }) => device.id === id));
  const saving = useSaveFiles();
  const printing = useCall('sheet:print');
  const [isPrinted, setIsPrinted] = useState(false);
  const print = async () => {
    setIsPrinted(false);
    setIsPrinted((await printing.send(undefined))?.phase === 'printed');
  };
  const saveRest = async () => {
    const batch = await saving.save(missing);
    if (batch !== null) setSaved([...saved, ...savedOf(missing, batch)]);
  };
  return (
    <StepForm
      title={t('household.sheets.title')}
      intro={t('household.sheets.intro')}
      next={{ label: t('household.sheets.done'), onNext: onDone }}
      aside={
        saved.length > 0 && (
          <Button icon="print" busy={printing.call.phase === 'busy'} onClick={print}>
            {t('household.sheets.print')}
          </Button>
        )
      }
    >
      <News>
        {saved.length > 0 && (
          <Callout tone="good" title={t('household.sheets.saved', { count: saved.length, folder: folderName })}>
            {t('household.sheets.printText')}
          </Callout>
        )}
      </News>
      {missing.length > 0 && (
        <Callout
          tone="warn"
          title={t('household.sheets.missing', { count: missing.length })}
          actions={
            <Button busy={saving.call.phase === 'busy'} onClick={saveRest}>
              {t('household.sheets.again')}
            </Button>
          }
        >
          {t('household.sheets.missingText', { names: formatList(missing.map(({ name }) => name)) })}
        </Callout>
      )}
      <CallFailure call={saving.call} />
      {saved.length > 0 && <Passphrases saved={saved} />}
      <CallFailure call={printing.call} />
      <p role="status" className="lk-soft">
        {isPrinted && t('household.sheets.printed')}
      </p>
      {createPortal(
        <div className="lk-sheets">
          {saved.map((one) => (
            <Sheet key={one.device.id} home={home} {...one} />
          ))}
        </div>,
        document.body,
      )}
    </StepForm>
  );
}

function Passphrases({ saved }: { readonly saved: readonly SavedDevice[] }) {
  const t = useText();
  return (
    <table className="lk-household-table" aria-label={t('household.sheets.table')}>
      <thead>
        <tr>
          <th scope="col">{t('household.sheets.device')}</th>
          <th scope="col">{t('household.sheets.passphrase')}</th>
        </tr>
      </thead>
      <tbody>
        {saved.map(({ device: { id, name }, file: { fileName, passphrase } }) => (
          <tr key={id}>
            <th scope="row">
              {name}
              <div className="lk-soft lk-small">{fileName}</div>
            </th>
            <td>
              <div className="lk-household-passphrase">
                <span className="lk-mono">{passphrase}</span>
                <CopyButton text={passphrase} of={name} secret />
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
