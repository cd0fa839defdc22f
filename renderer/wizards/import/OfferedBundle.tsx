import { useEffect, useState } from 'react';
import type { ImportOffer } from '../../../electron/contract/entities.ts';
import { useDevices } from '../../state/devices.ts';
import { exportImport } from '../../state/export.ts';
import { usePlace } from '../../state/place.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { focusHeading } from '../../ui/focus-heading.ts';
import { ExportForm } from '../export/ExportForm.tsx';
import { useEscape } from '../use-escape.ts';
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
  const [doing, setDoing] = useState<'nothing' | 'keep' | 'export'>('nothing');
  const name = bundleName(state.bundle, fileName);
  const stop = () => setDoing('nothing');
  if (doing === 'keep') return <KeepForm importId={importId} bundle={state.bundle} onDone={stop} />;
  if (doing === 'export') return <ExportOffered importId={importId} name={name} onDone={stop} />;
  return <Offered importId={importId} name={name} state={state} onDo={setDoing} onClose={onClose} />;
}

interface OfferedProps extends Pick<OfferedBundleProps, 'importId' | 'state' | 'onClose'> {
  readonly name: string;
  readonly onDo: (what: 'keep' | 'export') => void;
}

function Offered({ importId, name, state, onDo, onClose }: OfferedProps) {
  const t = useText();
  const go = usePlace((place) => place.go);
  useEffect(focusHeading, []);
  return (
    <>
      {state.phase === 'kept' && <Kept deviceId={state.deviceId} />}
      <BundleSummary bundle={state.bundle} name={name} />
      <div className="lk-row">
        <Button onClick={onClose}>{t('import.close')}</Button>
        <div className="lk-row lk-push">
          {state.phase === 'open' && <Button onClick={() => onDo('keep')}>{t('import.keep.action')}</Button>}
          <Button onClick={() => onDo('export')}>{t('import.export.action')}</Button>
          <Button variant="primary" onClick={() => go({ place: 'test-import', importId })}>
            {t('import.test.action')}
          </Button>
        </div>
      </div>
    </>
  );
}

/** Says under which name it was kept; nothing where that device was removed since. */
function Kept({ deviceId }: { readonly deviceId: string }) {
  const t = useText();
  const go = usePlace((place) => place.go);
  const device = useDevices((store) => store.items.find(({ id }) => id === deviceId));
  if (device === undefined) return null;
  return (
    <Callout
      tone="good"
      title={t('import.keep.kept', { name: device.name })}
      actions={<Button onClick={() => go({ place: 'devices' })}>{t('import.keep.show')}</Button>}
    />
  );
}

interface ExportOfferedProps {
  readonly importId: string;
  readonly name: string;
  readonly onDone: () => void;
}

function ExportOffered({ importId, name, onDone }: ExportOfferedProps) {
  const t = useText();
  useEscape(onDone);
  return (
    <div className="lk-step-column">
      <ExportForm
        title={t('wizards.export.title', { device: name })}
        intro={t('wizards.export.intro')}
        exportAs={exportImport(importId)}
        savedAt={null}
        next={{ label: t('export.done'), onNext: onDone }}
        onBack={onDone}
      />
    </div>
  );
}
