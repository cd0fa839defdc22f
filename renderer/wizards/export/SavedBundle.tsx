import type { DragEvent } from 'react';
import type { ExportedBundle } from '../../../electron/contract/ipc.ts';
import { invoke } from '../../bridge.ts';
import { useApp } from '../../state/app.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { Card } from '../../ui/Card.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Facts } from '../Facts.tsx';
import { More } from '../More.tsx';
import './SavedBundle.css';

/** A bundle that was written and verified: where it is, its passphrase, and the ways out of the window. */
export function SavedBundle({ saved }: { readonly saved: ExportedBundle }) {
  const t = useText();
  const { bundle, fileName, folderName, passphrase, form } = saved;
  return (
    <div className="lk-stack">
      <Callout tone="good" title={t('export.saved', { file: fileName, folder: folderName })}>
        {t(bundle.chain.length > 1 ? 'export.verified' : 'export.verifiedAlone')}
      </Callout>
      <Card title={t('export.passphrase')} aside={<CopyButton text={passphrase} of={t('export.passphrase')} secret />}>
        <p className="lk-passphrase">{passphrase}</p>
        <p className="lk-soft lk-small">{t('export.passphraseNote')}</p>
      </Card>
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

function TakeAway({ exportId, fileName }: { readonly exportId: string; readonly fileName: string }) {
  const t = useText();
  const onMac = useApp((store) => store.facts?.platform === 'darwin');
  const drag = (event: DragEvent) => {
    event.preventDefault();
    void invoke('bundle:drag', { exportId });
  };
  return (
    <div className="lk-row">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dragging has no keyboard; the buttons beside it reach the same file. */}
      <div className="lk-file-chip" draggable onDragStart={drag} title={t('export.dragHint')}>
        <Icon name="file" />
        <span>{fileName}</span>
      </div>
      <Button icon="folder" onClick={() => void invoke('bundle:reveal', { exportId })}>
        {t('export.reveal')}
      </Button>
      {onMac && (
        <Button icon="share" onClick={() => void invoke('bundle:share', { exportId })}>
          {t('export.share')}
        </Button>
      )}
    </div>
  );
}
