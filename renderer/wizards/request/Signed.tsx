import type { Device, ServerCertificate } from '../../../electron/contract/entities.ts';
import { formatDate } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { News } from '../News.tsx';
import { StepForm } from '../StepForm.tsx';
import { type SavingSigned, useSaveDevice, useSaveServer } from './use-save-signed.ts';

/** A device's request that was signed: its certificate goes back to the device. */
export function SignedDevice({ device, onDone }: { readonly device: Device; readonly onDone: () => void }) {
  const t = useText();
  return (
    <Signed
      name={device.name}
      text={t('request.sign.signedDevice', { end: formatDate(device.certificate.notAfter) })}
      saving={useSaveDevice(device.id)}
      onDone={onDone}
    />
  );
}

interface SignedServerProps {
  readonly certificate: ServerCertificate;
  readonly onDone: () => void;
}

/** A server's request that was signed: its certificate goes back to the server. */
export function SignedServer({ certificate: { id, certificate }, onDone }: SignedServerProps) {
  const t = useText();
  return (
    <Signed
      name={certificate.commonName}
      text={t('request.sign.signedServer', { end: formatDate(certificate.notAfter) })}
      saving={useSaveServer(id)}
      onDone={onDone}
    />
  );
}

interface SignedProps {
  readonly name: string;
  readonly text: string;
  readonly saving: SavingSigned;
  readonly onDone: () => void;
}

function Signed({ name, text, saving: { call, save, saved }, onDone }: SignedProps) {
  const t = useText();
  const busy = call.phase === 'busy';
  const saveAction = { label: t('request.sign.save'), onNext: save, busy };
  return (
    <div className="lk-step-column">
      <StepForm
        title={t('request.sign.signed', { name })}
        intro={text}
        next={saved ? { label: t('export.done'), onNext: onDone } : saveAction}
        aside={
          saved && (
            <Button busy={busy} onClick={save}>
              {t('request.sign.save')}
            </Button>
          )
        }
        onBack={onDone}
        backLabel={t('import.close')}
      >
        <News>
          {saved && (
            <Callout tone="good" title={t('request.sign.saved', { file: saved.fileName, folder: saved.folderName })}>
              {t('request.sign.savedText')}
            </Callout>
          )}
        </News>
        <CallFailure call={call} />
      </StepForm>
    </div>
  );
}
