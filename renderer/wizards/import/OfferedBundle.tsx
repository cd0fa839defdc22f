import { useState } from 'react';
import type { ImportOffer } from '../../../electron/contract/entities.ts';
import { exportImport } from '../../state/export.ts';
import { usePlace } from '../../state/place.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { ExportForm } from '../export/ExportForm.tsx';
import { BundleSummary } from './BundleSummary.tsx';
import { bundleName } from './bundle-name.ts';
import { KeepForm } from './KeepForm.tsx';

interface OfferedBundleProps {
  readonly importId: string;
  readonly fileName: string;
  readonly state: Exclude<ImportOffer['state'], { readonly phase: 'needs-passphrase' }>;
  readonly onClose: () => void;
}

/** An open bundle: what it is, and one of three things to do with it at a time. */
export function OfferedBundle({ importId, fileName, state, onClose }: OfferedBundleProps) {
  const t = useText();
  const go = usePlace((place) => place.go);
  const [doing, setDoing] = useState<'nothing' | 'keep' | 'export'>('nothing');
  const name = bundleName(state.bundle, fileName);
  const stop = () => setDoing('nothing');
  if (doing === 'keep') return <KeepForm importId={importId} bundle={state.bundle} onDone={stop} />;
  if (doing === 'export')
    return (
      <div className="lk-step-column">
        <ExportForm
          title={t('wizards.export.title', { device: name })}
          intro={t('wizards.export.intro')}
          exportAs={exportImport(importId)}
          savedAt={null}
          next={{ label: t('export.done'), onNext: stop }}
          onBack={stop}
        />
      </div>
    );
  return (
    <>
      <BundleSummary bundle={state.bundle} name={name} />
      {state.phase === 'kept' && (
        <Callout
          tone="good"
          title={t('import.keep.kept', { name })}
          actions={<Button onClick={() => go({ place: 'devices' })}>{t('import.keep.show')}</Button>}
        />
      )}
      <div className="lk-row">
        <Button onClick={onClose}>{t('import.close')}</Button>
        <div className="lk-row lk-push">
          {state.phase === 'open' && <Button onClick={() => setDoing('keep')}>{t('import.keep.action')}</Button>}
          <Button onClick={() => setDoing('export')}>{t('import.export.action')}</Button>
          <Button variant="primary" onClick={() => go({ place: 'test-import', importId })}>
            {t('import.test.action')}
          </Button>
        </div>
      </div>
    </>
  );
}
