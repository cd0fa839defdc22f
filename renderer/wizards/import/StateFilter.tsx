import { useText } from '../../text/text.ts';
import { Choice } from '../../ui/Choice.tsx';
import { type ImportRow, type RowState, rowStates } from './import-rows.ts';

export type StateFilterValue = 'all' | RowState;

interface StateFilterProps {
  readonly rows: readonly ImportRow[];
  readonly value: StateFilterValue;
  readonly onChange: (value: StateFilterValue) => void;
}

/** How many files are in each state; one of them picks those alone. */
export function StateFilter({ rows, value, onChange }: StateFilterProps) {
  const t = useText();
  const counts = new Map(rowStates.map((state) => [state, rows.filter((row) => row.state === state).length]));
  const present = rowStates.filter((state) => counts.get(state) !== 0 || state === value);
  return (
    <Choice<StateFilterValue>
      layout="chips"
      legend={t('import.many.show')}
      value={value}
      onChange={onChange}
      options={(['all', ...present] as const).map((state) => ({
        value: state,
        label: t(`import.many.filter.${state}`, { count: state === 'all' ? rows.length : (counts.get(state) ?? 0) }),
      }))}
    />
  );
}
