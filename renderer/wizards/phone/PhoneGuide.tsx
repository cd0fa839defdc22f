import { useState } from 'react';
import type { Home, Platform } from '../../../electron/contract/entities.ts';
import type { SavedFile } from '../../../electron/contract/ipc.ts';
import { useAuthorities } from '../../state/authorities.ts';
import { useCall } from '../../state/call.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { CallFailure } from '../CallFailure.tsx';
import '../wizard.css';

/** What to tap on a device until Home Assistant opens on it; where the server certificate is our own, trusting it comes first. */
export function PhoneGuide({ home, platform }: { readonly home: Home; readonly platform: Platform }) {
  const t = useText();
  const own = home.server.source === 'own';
  return (
    <>
      {own && (
        <Card title={t('wizards.phone.trustTitle')}>
          <div className="lk-stack">
            <p className="lk-soft">{t('wizards.phone.trustIntro')}</p>
            <Numbered lines={t(`wizards.phone.trust.${platform}`, { returnObjects: true })} />
            <SaveServerAuthority homeId={home.id} />
          </div>
        </Card>
      )}
      <Card title={t(own ? 'wizards.phone.certificateTitle' : 'wizards.phone.certificateTitleOnly')}>
        <div className="lk-stack">
          <Numbered lines={t(`wizards.phone.certificate.${platform}`, { returnObjects: true, url: home.url })} />
          <p className="lk-soft lk-small">{t('wizards.phone.passphraseNote')}</p>
        </div>
      </Card>
    </>
  );
}

function Numbered({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ol className="lk-numbered">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ol>
  );
}

function SaveServerAuthority({ homeId }: { readonly homeId: string }) {
  const t = useText();
  const authority = useAuthorities((store) => store.items.find((each) => each.homeId === homeId && each.job === 'server'));
  const { call, send } = useCall('authority:save-certificate');
  const [saved, setSaved] = useState<SavedFile | null>(null);
  if (authority === undefined) return null;
  const save = async () => {
    const answer = await send({ authorityId: authority.id });
    if (answer?.phase === 'saved') setSaved(answer);
  };
  return (
    <div className="lk-row">
      <Button icon="save" busy={call.phase === 'busy'} onClick={save}>
        {t('wizards.phone.saveAuthority')}
      </Button>
      <span className="lk-soft" role="status">
        {saved !== null && t('wizards.phone.savedAuthority', { file: saved.fileName, folder: saved.folderName })}
      </span>
      <CallFailure call={call} />
    </div>
  );
}
