import { useMemo, useState } from 'react';
import { useDevices } from '../../state/devices.ts';
import { exportImports } from '../../state/export.ts';
import { chooseImport, closeImports, useImports } from '../../state/imports.ts';
import { usePlace } from '../../state/place.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { ExportMany } from '../export/ExportMany.tsx';
import { News } from '../News.tsx';
import { useEscape } from '../use-escape.ts';
import { ImportTable } from './ImportTable.tsx';
import { IntakeProgress } from './IntakeProgress.tsx';
import { type ImportRow, importRows, isExportable } from './import-rows.ts';
import { KeepMany } from './KeepMany.tsx';
import { StateFilter, type StateFilterValue } from './StateFilter.tsx';
import { UnlockMany } from './UnlockMany.tsx';

type Doing =
  | { readonly phase: 'looking' }
  | { readonly phase: 'keeping'; readonly rows: readonly ImportRow[] }
  | { readonly phase: 'exporting'; readonly rows: readonly ImportRow[] };

/** Every file that is open: what it is, how far it has come, and what can be done with many at once. */
export function ImportList() {
  const t = useText();
  const [doing, setDoing] = useState<Doing>({ phase: 'looking' });
  const { items, refused } = useImports();
  const devices = useDevices((store) => store.items);
  const rows = useMemo(() => importRows(items, refused, devices), [items, refused, devices]);
  const look = () => setDoing({ phase: 'looking' });
  if (doing.phase === 'keeping') {
    return (
      <Page title={t('import.many.keepTitle', { count: doing.rows.length })} subtitle={t('import.many.keepText')}>
        <KeepMany rows={doing.rows} onDone={look} />
      </Page>
    );
  }
  if (doing.phase === 'exporting') {
    return (
      <Page title={t('export.many.title', { count: doing.rows.length })} subtitle={t('export.many.subtitle')}>
        <ExportMany count={doing.rows.length} exportAll={exportImports(doing.rows.map(({ importId }) => importId))} onDone={look} />
      </Page>
    );
  }
  return <OpenFiles rows={rows} onDo={setDoing} />;
}

interface OpenFilesProps {
  readonly rows: readonly ImportRow[];
  readonly onDo: (doing: Doing) => void;
}

function OpenFiles({ rows, onDo }: OpenFilesProps) {
  const t = useText();
  const go = usePlace((store) => store.go);
  const { total, done } = useImports((store) => store.group);
  const [filter, setFilter] = useState<StateFilterValue>('all');
  const [opened, setOpened] = useState(0);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  useEscape(() => go({ place: 'home' }));
  const shown = useMemo(() => (filter === 'all' ? rows : rows.filter(({ state }) => state === filter)), [rows, filter]);
  const chosen = shown.filter(({ importId }) => selected.has(importId));
  const locked = rows.filter(({ state }) => state === 'locked').length;
  const isComing = done < total;
  return (
    <Page
      title={t('import.many.title', { count: rows.length })}
      subtitle={t('import.many.subtitle')}
      actions={
        <Button icon="file" onClick={() => void chooseImport()}>
          {t('import.many.more')}
        </Button>
      }
    >
      {isComing && <IntakeProgress total={total} done={done} />}
      <News>{opened > 0 && <Callout tone="good" title={t('import.unlock.opened', { count: opened })} />}</News>
      {locked > 0 && <UnlockMany count={locked} onOpened={setOpened} />}
      {rows.length === 0 && !isComing && <EmptyState icon="file" title={t('import.many.none')} />}
      {rows.length > 0 && (
        <>
          <StateFilter rows={rows} value={filter} onChange={setFilter} />
          <ImportTable rows={shown} selected={selected} onSelect={setSelected} />
          <ManyActions rows={chosen.length > 0 ? chosen : shown} isAll={chosen.length === 0} onDo={onDo} />
        </>
      )}
    </Page>
  );
}

interface ManyActionsProps extends OpenFilesProps {
  /** Whether the rows are all that are shown, since none is selected. */
  readonly isAll: boolean;
}

/** What can be done with the files that are selected, or with all that are shown. */
function ManyActions({ rows, isAll, onDo }: ManyActionsProps) {
  const t = useText();
  const ready = rows.filter(({ state }) => state === 'ready');
  const exportable = rows.filter(isExportable);
  const words = isAll ? 'all' : 'some';
  return (
    <div className="lk-row lk-step-foot">
      <Button onClick={() => closeImports(rows.map(({ importId }) => importId))}>
        {t(`import.many.close.${words}`, { count: rows.length })}
      </Button>
      <div className="lk-row lk-push">
        {exportable.length > 0 && (
          <Button onClick={() => onDo({ phase: 'exporting', rows: exportable })}>
            {t(`import.many.export.${words}`, { count: exportable.length })}
          </Button>
        )}
        {ready.length > 0 && (
          <Button variant="primary" onClick={() => onDo({ phase: 'keeping', rows: ready })}>
            {t(`import.many.keep.${words}`, { count: ready.length })}
          </Button>
        )}
      </div>
    </div>
  );
}
