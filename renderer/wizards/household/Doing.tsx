import { useId } from 'react';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import './household.css';

interface DoingProps {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  readonly onStop: () => void;
}

/** How far long work has come, and a button that ends it between two. */
export function Doing({ label, done, total, onStop }: DoingProps) {
  const t = useText();
  const id = useId();
  return (
    <div className="lk-row lk-doing">
      <div>
        <label htmlFor={id}>{label}</label>
        <progress id={id} value={done} max={total} />
      </div>
      <Button onClick={onStop}>{t('household.names.stop')}</Button>
    </div>
  );
}
