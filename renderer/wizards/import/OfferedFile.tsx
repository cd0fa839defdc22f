import { useEffect, useState } from 'react';
import type { RequestFacts } from '../../../electron/contract/entities.ts';
import type { ImportOffer, Inspection } from '../../../electron/contract/inspection.ts';
import { useDevices } from '../../state/devices.ts';
import { exportImport } from '../../state/export.ts';
import { useImports } from '../../state/imports.ts';
import { usePlace } from '../../state/place.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { focusHeading } from '../../ui/focus-heading.ts';
import { ExportForm } from '../export/ExportForm.tsx';
import { AnswerOffer } from '../request/AnswerOffer.tsx';
import { SignRequest } from '../request/SignRequest.tsx';
import { useEscape } from '../use-escape.ts';
import { certificateName, leafOf } from './certificate-name.ts';
import { FileContents } from './FileContents.tsx';
import { Findings } from './Findings.tsx';
import { Installers } from './Installers.tsx';
import { JoinPartner } from './JoinPartner.tsx';
import { KeepForm } from './KeepForm.tsx';
import { needsMending } from './mend.ts';
import { PickKey } from './PickKey.tsx';
import { partnerOf } from './partner.ts';
import { type Twin, twinsOf } from './twins.ts';
import { useTwinText } from './use-twin-text.ts';

type Doing = 'keep' | 'export' | 'sign';

interface OfferedFileProps {
  readonly importId: string;
  readonly fileName: string;
  readonly state: Exclude<ImportOffer['state'], { readonly phase: 'needs-passphrase' }>;
  readonly onClose: () => void;
}

/** An open file: what it is, and what can be done with it, one thing at a time. */
export function OfferedFile({ importId, fileName, state, onClose }: OfferedFileProps) {
  const [doing, setDoing] = useState<'nothing' | Doing>('nothing');
  const leaf = leafOf(state);
  const request = requestToSign(state.inspection);
  const stop = () => setDoing('nothing');
  if (doing === 'sign' && request) return <SignRequest importId={importId} request={request} onDone={stop} />;
  if (doing === 'keep') return <KeepForm importId={importId} suggestedName={leaf?.commonName ?? ''} onDone={stop} />;
  if (doing === 'export')
    return (
      <ExportOffered importId={importId} name={certificateName(leaf, fileName)} mends={needsMending(state.inspection)} onDone={stop} />
    );
  return <Offered importId={importId} fileName={fileName} state={state} onDo={setDoing} onClose={onClose} />;
}

interface OfferedProps extends OfferedFileProps {
  readonly onDo: (what: Doing) => void;
}

function Offered({ importId, fileName, state, onDo, onClose }: OfferedProps) {
  const t = useText();
  const go = usePlace((place) => place.go);
  const offers = useImports((store) => store.items);
  const partner = partnerOf({ importId, fileName, state }, offers);
  const devices = useDevices((store) => store.items);
  const twin = state.phase === 'open' ? twinsOf(offers, devices).get(importId) : undefined;
  useEffect(focusHeading, []);
  const mends = needsMending(state.inspection);
  const exporting = t(mends ? 'import.export.mend' : 'import.export.again');
  const isUsable = state.leaf !== null;
  return (
    <>
      {state.phase === 'kept' && <Kept deviceId={state.deviceId} />}
      {twin && <SameAs twin={twin} />}
      {state.leaf === null && state.inspection.facts.certificates.length > 0 && <AnswerOffer importId={importId} />}
      {partner && <JoinPartner importId={importId} partner={partner} />}
      {state.leaves.length > 1 && <PickKey importId={importId} fileName={fileName} opened={state} />}
      {state.inspection.targets.length > 0 && <Installers targets={state.inspection.targets} />}
      <Findings findings={state.inspection.findings} mending={isUsable ? exporting : null} />
      <FileContents opened={state} fileName={fileName} />
      <div className="lk-row lk-step-foot">
        <Button onClick={onClose}>{t('import.close')}</Button>
        {requestToSign(state.inspection) && (
          <Button variant="primary" className="lk-push" onClick={() => onDo('sign')}>
            {t('request.sign.action')}
          </Button>
        )}
        {isUsable && (
          <div className="lk-row lk-push">
            {state.phase === 'open' && twin?.kind !== 'device' && <Button onClick={() => onDo('keep')}>{t('import.keep.action')}</Button>}
            {!mends && <Button onClick={() => onDo('export')}>{exporting}</Button>}
            <Button variant={mends ? 'plain' : 'primary'} onClick={() => go({ place: 'test-import', importId })}>
              {t('import.test.action')}
            </Button>
            {mends && (
              <Button variant="primary" onClick={() => onDo('export')}>
                {exporting}
              </Button>
            )}
          </div>
        )}
      </div>
    </>
  );
}

/** The request of a file, where it is the only one and phones and proxies take its key. */
function requestToSign({ facts, findings }: Inspection): RequestFacts | null {
  const [request, ...others] = facts.requests;
  const isRefused = findings.some(({ severity }) => severity === 'error');
  return facts.kind === 'request' && request !== undefined && others.length === 0 && !isRefused ? request : null;
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

/** Says where the same certificate is already, so that nobody keeps it twice. */
function SameAs({ twin }: { readonly twin: Twin }) {
  const t = useText();
  const sameAs = useTwinText();
  return (
    <Callout tone="neutral" title={t('import.same.title')}>
      {sameAs(twin)}
    </Callout>
  );
}

interface ExportOfferedProps {
  readonly importId: string;
  readonly name: string;
  /** Whether phones refuse it as it is. */
  readonly mends: boolean;
  readonly onDone: () => void;
}

function ExportOffered({ importId, name, mends, onDone }: ExportOfferedProps) {
  const t = useText();
  useEscape(onDone);
  return (
    <div className="lk-step-column">
      <ExportForm
        title={mends ? t('import.export.mend') : t('wizards.export.title', { device: name })}
        intro={mends ? t('import.export.mendIntro') : t('wizards.export.intro')}
        exportAs={exportImport(importId)}
        savedAt={null}
        next={{ label: t('export.done'), onNext: onDone }}
        onBack={onDone}
      />
    </div>
  );
}
