import type { FailureFacts } from '../../../electron/contract/failure.ts';
import type { BatchExport, ExportedBundle } from '../../../electron/contract/ipc.ts';
import { invoke } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { Card } from '../../ui/Card.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { News } from '../News.tsx';
import './ExportedMany.css';

interface Written {
  readonly id: string;
  readonly name: string;
  readonly file: ExportedBundle;
}

interface NotWritten {
  readonly id: string;
  readonly name: string;
  readonly failure: FailureFacts;
}

interface ExportedManyProps {
  readonly batch: BatchExport;
  readonly onDone: () => void;
}

/** What was written, each with its passphrase, which is shown this once, and what was not, and why. */
export function ExportedMany({ batch: { folderName, items }, onDone }: ExportedManyProps) {
  const t = useText();
  const written = items.flatMap(({ outcome, ...item }): Written[] => (outcome.ok ? [{ ...item, file: outcome.value }] : []));
  const missing = items.flatMap(({ outcome, ...item }): NotWritten[] => (outcome.ok ? [] : [{ ...item, failure: outcome.failure }]));
  const [first] = written;
  return (
    <>
      <News>
        <Callout
          tone={missing.length === 0 ? 'good' : 'warn'}
          title={t('export.many.saved', { count: written.length, total: items.length, folder: folderName })}
        >
          {written.length > 0 && t('export.many.verified')}
        </Callout>
      </News>
      {written.length > 0 && <Passphrases written={written} />}
      {missing.length > 0 && <Missing missing={missing} />}
      <div className="lk-row lk-step-foot">
        {first && (
          <Button icon="folder" onClick={() => void invoke('bundle:reveal', { exportId: first.file.exportId })}>
            {t('export.reveal')}
          </Button>
        )}
        <Button variant="primary" className="lk-push" autoFocus onClick={onDone}>
          {t('export.done')}
        </Button>
      </div>
    </>
  );
}

function Passphrases({ written }: { readonly written: readonly Written[] }) {
  const t = useText();
  const list = written.map(({ name, file: { fileName, passphrase } }) => `${name}\t${fileName}\t${passphrase}`).join('\n');
  return (
    <Card
      title={t('export.many.passphrases')}
      aside={<CopyButton text={list} of={t('export.many.passphrases')} label={t('export.many.copyList')} secret />}
    >
      <p className="lk-soft lk-small">{t('export.many.passphrasesNote')}</p>
      <table className="lk-exported">
        <thead>
          <tr>
            <th scope="col">{t('export.many.column.name')}</th>
            <th scope="col">{t('export.many.column.file')}</th>
            <th scope="col">{t('export.passphrase')}</th>
          </tr>
        </thead>
        <tbody>
          {written.map(({ id, name, file: { fileName, passphrase } }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td className="lk-soft">{fileName}</td>
              <td>
                <div className="lk-row">
                  <span className="lk-mono">{passphrase}</span>
                  <CopyButton text={passphrase} of={t('export.many.passphraseOf', { name })} secret />
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Missing({ missing }: { readonly missing: readonly NotWritten[] }) {
  const t = useText();
  return (
    <Card title={t('export.many.missing', { count: missing.length })}>
      <ul className="lk-exported-missing">
        {missing.map(({ id, name, failure: { code, facts } }) => (
          <li key={id}>
            <strong>{name}</strong>
            <span className="lk-soft">{t(`failures.${code}.what`, facts)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
