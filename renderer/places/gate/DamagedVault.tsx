import { useText } from '../../text/text.ts';
import { Callout } from '../../ui/Callout.tsx';
import { Page } from '../../ui/Page.tsx';
import { TryAgain } from './TryAgain.tsx';

/** The vault's header cannot be read; nothing is written over. */
export function DamagedVault() {
  const t = useText();
  return (
    <Page title={t('frame.gate.damaged.title')} subtitle={t('frame.gate.damaged.subtitle')}>
      <Callout tone="bad" title={t('frame.gate.damaged.what')} actions={<TryAgain variant="primary" label={t('frame.gate.tryAgain')} />}>
        {t('frame.gate.damaged.fix')}
      </Callout>
    </Page>
  );
}
