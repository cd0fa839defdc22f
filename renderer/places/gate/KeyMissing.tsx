import { useApp } from '../../state/app.ts';
import { useVault } from '../../state/vault.ts';
import { useText } from '../../text/text.ts';
import { Callout } from '../../ui/Callout.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Page } from '../../ui/Page.tsx';
import { TryAgain } from './TryAgain.tsx';

/** A vault exists and the keychain does not give its key. Never offers to start anew. */
export function KeyMissing() {
  const t = useText();
  const failure = useVault((store) => store.failure);
  const keychain = useApp((store) => store.facts?.keychain ?? '');
  return (
    <Page title={t('frame.gate.keyMissing.title')} subtitle={t('frame.gate.keyMissing.subtitle')}>
      <Callout
        tone="warn"
        title={t('frame.gate.keyMissing.lockedTitle')}
        actions={<TryAgain variant="primary" label={t('frame.gate.tryAgain')} />}
      >
        {t('frame.gate.keyMissing.locked', { keychain })}
      </Callout>
      <Callout tone="neutral" title={t('frame.gate.keyMissing.goneTitle')}>
        {t('frame.gate.keyMissing.gone')}
      </Callout>
      {failure && <FailureNote failure={failure} />}
    </Page>
  );
}
