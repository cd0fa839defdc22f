import { chooseImport, closeImports, useImports } from '../../state/imports.ts';
import { usePlace } from '../../state/place.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { News } from '../News.tsx';
import { useEscape } from '../use-escape.ts';
import { OfferedFile } from './OfferedFile.tsx';
import { OpenProtected } from './OpenProtected.tsx';
import { whatItIs } from './what-it-is.ts';

/** A file that was brought along: its passphrase, if it has one, then what is in it and what can be done with that. */
export function ImportPage({ importId }: { readonly importId: string }) {
  const t = useText();
  const offer = useImports((store) => store.items.find((each) => each.importId === importId));
  const go = usePlace((place) => place.go);
  const count = useImports((store) => store.items.length + store.refused.length);
  const alsoOpened = useImports((store) => (store.alsoOpened?.importId === importId ? store.alsoOpened.count : 0));
  const leave = () => go({ place: count > 1 ? 'imports' : 'home' });
  const close = () => {
    leave();
    closeImports([importId]);
  };
  useEscape(leave);
  return (
    <Page
      title={offer?.fileName ?? t('import.gone')}
      subtitle={offer && t(`import.whatItIs.${whatItIs(offer.state)}`)}
      actions={count > 1 && <Button onClick={() => go({ place: 'imports' })}>{t('import.allOpen', { count })}</Button>}
    >
      <News>{alsoOpened > 0 && <Callout tone="good" title={t('import.alsoOpened', { count: alsoOpened })} />}</News>
      {offer === undefined && (
        <EmptyState
          icon="file"
          title={t('import.gone')}
          actions={<Button onClick={() => void chooseImport()}>{t('import.chooseAnother')}</Button>}
        >
          {t('import.goneText')}
        </EmptyState>
      )}
      {offer?.state.phase === 'needs-passphrase' && <OpenProtected key={importId} importId={importId} onClose={close} />}
      {offer !== undefined && offer.state.phase !== 'needs-passphrase' && (
        <OfferedFile key={importId} importId={importId} fileName={offer.fileName} state={offer.state} onClose={close} />
      )}
    </Page>
  );
}
