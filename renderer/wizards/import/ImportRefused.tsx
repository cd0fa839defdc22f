import type { FailureFacts } from '../../../electron/contract/failure.ts';
import { chooseImport } from '../../state/imports.ts';
import { usePlace } from '../../state/place.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Page } from '../../ui/Page.tsx';
import { useEscape } from '../use-escape.ts';

/** Why a file that was dropped or opened could not be taken. */
export function ImportRefused({ failure }: { readonly failure: FailureFacts }) {
  const t = useText();
  const go = usePlace((place) => place.go);
  const { file } = failure.facts;
  const toHome = () => go({ place: 'home' });
  useEscape(toHome);
  return (
    <Page
      title={t('import.refusedTitle')}
      subtitle={typeof file === 'string' ? <span className="lk-mono">{file}</span> : t('import.refusedSubtitle')}
    >
      <FailureNote failure={failure} />
      <div className="lk-row">
        <Button onClick={toHome}>{t('import.toHome')}</Button>
        <Button variant="primary" onClick={() => void chooseImport()}>
          {t('import.chooseAnother')}
        </Button>
      </div>
    </Page>
  );
}
