import { useText } from '../text/text.ts';
import './Busy.css';

/** Says that something is under way; stays unseen for the first 300 ms. */
export function Busy({ label }: { readonly label?: string }) {
  const t = useText();
  return (
    <span className="lk-busy" role="status">
      <Spinner />
      {label ?? t('ui.busy')}
    </span>
  );
}

/** The turning ring alone, where words already say what is under way. */
export function Spinner() {
  return <span className="lk-spinner" aria-hidden="true" />;
}
