import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { type SavingSigned, useSaveDevice, useSaveServer } from './use-save-signed.ts';

interface SaveSignedProps {
  readonly id: string;
  /** Whose certificate it is. */
  readonly name: string;
}

/** Saves the certificate of a device that holds its key itself: there is no bundle to export. */
export function SaveDeviceCertificate({ id, name }: SaveSignedProps) {
  return <SaveSigned name={name} saving={useSaveDevice(id)} />;
}

/** Saves the certificate of a server that holds its key itself. */
export function SaveServerCertificate({ id, name }: SaveSignedProps) {
  return <SaveSigned name={name} saving={useSaveServer(id)} />;
}

function SaveSigned({ name, saving: { call, save, saved } }: { readonly name: string; readonly saving: SavingSigned }) {
  const t = useText();
  return (
    <>
      <Button busy={call.phase === 'busy'} onClick={save}>
        {t('request.sign.save')}
        <span className="lk-hidden">{name}</span>
      </Button>
      <span role="status" className="lk-hidden">
        {saved && t('request.sign.saved', { file: saved.fileName, folder: saved.folderName })}
      </span>
      <CallFailure call={call} />
    </>
  );
}
