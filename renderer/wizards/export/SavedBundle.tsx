import type { ExportedBundle } from '../../../electron/contract/ipc.ts';
import { useText } from '../../text/text.ts';
import { Callout } from '../../ui/Callout.tsx';
import { Facts } from '../Facts.tsx';
import { More } from '../More.tsx';
import { PassphraseCard } from './PassphraseCard.tsx';
import { TakeAway } from './TakeAway.tsx';

/** A bundle that was written and verified: where it is, its passphrase, and the ways out of the window. */
export function SavedBundle({ saved }: { readonly saved: ExportedBundle }) {
  const t = useText();
  const { bundle, fileName, folderName, passphrase, form } = saved;
  return (
    <div className="lk-stack">
      <Callout tone="good" title={t('export.saved', { file: fileName, folder: folderName })}>
        {t(bundle.chain.length > 1 ? 'export.verified' : 'export.verifiedAlone')}
      </Callout>
      <PassphraseCard passphrase={passphrase} />
      <TakeAway exportId={saved.exportId} fileName={fileName} />
      <More label={t('export.details')}>
        <Facts
          facts={[
            { label: t('export.encryption'), value: bundle.encryption },
            ...(form === 'pem' ? [] : [{ label: t('export.mac'), value: bundle.mac }]),
            { label: t('export.chain'), value: bundle.chain.map(({ commonName, subject }) => commonName || subject).join(', ') },
          ]}
        />
      </More>
    </div>
  );
}
