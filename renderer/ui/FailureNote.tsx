import type { FailureFacts } from '../../electron/contract/failure.ts';
import { useText } from '../text/text.ts';
import { Icon } from './Icon.tsx';
import './FailureNote.css';

/** What happened, why, and what to do next; read out as soon as it stands there. */
export function FailureNote({ failure }: { readonly failure: FailureFacts }) {
  const t = useText();
  return (
    <div className="lk-failure" role="alert" data-code={failure.code}>
      <Icon name="alert" size={16} />
      <div>
        <strong>{t(`failures.${failure.code}.what`, failure.facts)}</strong>
        <p>{t(`failures.${failure.code}.why`, failure.facts)}</p>
        <p>{t(`failures.${failure.code}.fix`, failure.facts)}</p>
      </div>
    </div>
  );
}
