import { memo, useCallback, useMemo, useState } from 'react';
import { usePlace } from '../../state/place.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { Pill, type Tone, toneIcon } from '../../ui/Pill.tsx';
import { toggled } from '../../ui/toggled.ts';
import { type ImportRow, type RowSortKey, type RowState, rowSortKeys, sortImportRows } from './import-rows.ts';
import { useTwinText } from './use-twin-text.ts';
import './ImportTable.css';

type Selection = ReadonlySet<string>;

interface ImportTableProps {
  readonly rows: readonly ImportRow[];
  readonly selected: Selection;
  readonly onSelect: (change: (selected: Selection) => Selection) => void;
}

interface Sorting {
  readonly key: RowSortKey;
  readonly descending: boolean;
}

/** Thousands of rows at once would hold up the window. */
const rowsAtOnce = 100;

/** Open files in rows; each heading sorts by its column. */
export function ImportTable({ rows, selected, onSelect }: ImportTableProps) {
  const t = useText();
  const [sorting, setSorting] = useState<Sorting>({ key: 'file', descending: false });
  const [most, setMost] = useState(rowsAtOnce);
  const sorted = useMemo(() => sortImportRows(rows, sorting.key, sorting.descending), [rows, sorting]);
  const toggle = useCallback((importId: string) => onSelect((before) => toggled(before, importId)), [onSelect]);
  const isEvery = rows.every(({ importId }) => selected.has(importId));
  const toggleEvery = () => onSelect(() => new Set(isEvery ? [] : rows.map(({ importId }) => importId)));
  return (
    <>
      <table className="lk-files" aria-label={t('import.many.table')}>
        <thead>
          <tr>
            <td>
              <input type="checkbox" aria-label={t('import.many.selectAll')} checked={isEvery} onChange={toggleEvery} />
            </td>
            {rowSortKeys.map((key) => (
              <SortHeading key={key} of={key} sorting={sorting} onSort={setSorting} />
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, most).map((row) => (
            <FileLine key={row.importId} row={row} isSelected={selected.has(row.importId)} onToggle={toggle} />
          ))}
        </tbody>
      </table>
      {rows.length > most && (
        <div className="lk-row">
          <Button onClick={() => setMost(most + 2 * rowsAtOnce)}>{t('import.many.showMore', { count: rows.length - most })}</Button>
        </div>
      )}
    </>
  );
}

interface SortHeadingProps {
  readonly of: RowSortKey;
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
}

function SortHeading({ of, sorting: { key, descending }, onSort }: SortHeadingProps) {
  const t = useText();
  const direction = descending ? 'descending' : 'ascending';
  const sorted = key === of ? direction : 'none';
  return (
    <th scope="col" aria-sort={sorted}>
      <button type="button" data-sorted={sorted} onClick={() => onSort({ key: of, descending: key === of && !descending })}>
        {t(`import.many.column.${of}`)}
        <Icon name="chevron" size={12} />
      </button>
    </th>
  );
}

interface FileLineProps {
  readonly row: ImportRow;
  readonly isSelected: boolean;
  readonly onToggle: (importId: string) => void;
}

const icons: Partial<Record<NonNullable<ImportRow['what']>, IconName>> = {
  locked: 'lock',
  device: 'devices',
  server: 'proxy',
  serverCertificate: 'proxy',
  authority: 'authority',
  authorityCertificate: 'authority',
};

const tones: Readonly<Record<RowState, Tone>> = {
  locked: 'warn',
  ready: 'good',
  same: 'neutral',
  kept: 'good',
  seen: 'neutral',
  refused: 'bad',
};

/** Hundreds of rows stay as they are while others come in. */
const FileLine = memo(
  function FileLine({ row, isSelected, onToggle }: FileLineProps) {
    const t = useText();
    const { importId, fileName, what, name, state } = row;
    return (
      <tr data-state={state}>
        <td>
          <input
            type="checkbox"
            aria-label={t('import.many.select', { file: fileName })}
            checked={isSelected}
            onChange={() => onToggle(importId)}
          />
        </td>
        <th scope="row">
          <Icon name={(what && icons[what]) ?? 'file'} size={16} />
          <FileName importId={importId} fileName={fileName} canOpen={state !== 'refused'} />
        </th>
        <td>
          {what !== null && t(`import.many.what.${what}`)}
          {name !== '' && <div className="lk-soft lk-small">{name}</div>}
        </td>
        <td>
          <Pill tone={tones[state]} icon={state === 'locked' ? 'lock' : toneIcon[tones[state]]}>
            {t(`import.many.state.${state}`)}
          </Pill>
          <Detail row={row} />
        </td>
      </tr>
    );
  },
  (before, after) =>
    before.isSelected === after.isSelected &&
    before.onToggle === after.onToggle &&
    JSON.stringify(before.row) === JSON.stringify(after.row),
);

interface FileNameProps {
  readonly importId: string;
  readonly fileName: string;
  readonly canOpen: boolean;
}

function FileName({ importId, fileName, canOpen }: FileNameProps) {
  const go = usePlace((store) => store.go);
  if (!canOpen) return <span>{fileName}</span>;
  return (
    <button type="button" onClick={() => go({ place: 'import', importId })}>
      {fileName}
    </button>
  );
}

/** Why, in one line. */
function Detail({ row: { twin, failure, mends } }: { readonly row: ImportRow }) {
  const t = useText();
  const sameAs = useTwinText();
  const words = [
    failure && t(`failures.${failure.code}.what`, failure.facts),
    twin && sameAs(twin),
    mends && t('import.many.mends'),
  ].filter(Boolean);
  return words.length > 0 && <div className="lk-soft lk-small">{words.join(' ')}</div>;
}
