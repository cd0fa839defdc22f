import { useState } from 'react';
import type { Authority } from '../../../electron/contract/entities.ts';
import type { SavedFile } from '../../../electron/contract/ipc.ts';
import { useCall } from '../../state/call.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { CallFailure } from '../../wizards/CallFailure.tsx';

interface SaveCertificateProps {
  readonly authority: Authority;
  /** As a file for anything, or as a profile for Apple's devices. */
  readonly form: 'certificate' | 'profile';
}

/** Saves an authority's certificate, without its key, for a proxy or a phone. */
export function SaveCertificate({ authority, form }: SaveCertificateProps) {
  const t = useText();
  const { call, send } = useCall(`authority:save-${form}`);
  const [saved, setSaved] = useState<SavedFile | null>(null);
  const save = async () => {
    const answer = await send({ authorityId: authority.id });
    if (answer?.phase === 'saved') setSaved(answer);
  };
  return (
    <>
      <Button busy={call.phase === 'busy'} onClick={save}>
        {t(form === 'profile' ? 'places.authorities.saveProfile' : 'places.authorities.saveCertificate')}
        <span className="lk-hidden">{authority.name}</span>
      </Button>
      <p role="status" className="lk-soft lk-small lk-authority-saved">
        {saved && t('places.authorities.savedCertificate', { file: saved.fileName, folder: saved.folderName })}
      </p>
      <CallFailure call={call} />
    </>
  );
}
