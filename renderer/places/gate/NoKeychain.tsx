import { useApp } from '../../state/app.ts';
import { useText } from '../../text/text.ts';
import { Callout } from '../../ui/Callout.tsx';
import { Card } from '../../ui/Card.tsx';
import { Page } from '../../ui/Page.tsx';
import { NewPassphrase } from './NewPassphrase.tsx';
import { TryAgain } from './TryAgain.tsx';

/** Nothing is stored yet and the system offers no keychain: start it, or choose a passphrase. */
export function NoKeychain() {
  const t = useText();
  const keychain = useApp((store) => store.facts?.keychain ?? '');
  return (
    <Page title={t('frame.gate.noKeychain.title')} subtitle={t('frame.gate.noKeychain.subtitle')}>
      <Callout tone="warn" title={t('frame.gate.noKeychain.what', { keychain })} actions={<TryAgain label={t('frame.gate.tryKeychain')} />}>
        {t('frame.gate.noKeychain.why')}
      </Callout>
      <Card title={t('frame.gate.noKeychain.ownTitle')}>
        <NewPassphrase />
      </Card>
    </Page>
  );
}
