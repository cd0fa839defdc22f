import { useState } from 'react';
import type { Platform } from '../../../electron/contract/entities.ts';
import type { SavedFile } from '../../../electron/contract/ipc.ts';
import { useAuthorities } from '../../state/authorities.ts';
import { useCall } from '../../state/call.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { Numbered } from './Numbered.tsx';

/** Where trust is set, by device: a computer's browsers do not all ask its system. */
const guides = { ios: ['ios'], android: ['android'], macos: ['macos'], other: ['windows', 'firefox'] } as const;

/** In which form each kind of device takes an authority. */
const forms = { ios: 'profile', android: 'certificate', macos: 'profile', other: 'certificate' } as const;

/** How a device comes to trust the home's own server authority. */
export function TrustGuide({ homeId, platform }: { readonly homeId: string; readonly platform: Platform }) {
  const t = useText();
  return (
    <Card title={t('wizards.phone.trustTitle')}>
      <div className="lk-stack">
        <p className="lk-soft">{t('wizards.phone.trustIntro')}</p>
        <SaveServerAuthority homeId={homeId} form={forms[platform]} />
        {guides[platform].map((guide) => (
          <section key={guide} className="lk-stack">
            {guides[platform].length > 1 && <h3>{t(`wizards.phone.trustOn.${guide}`)}</h3>}
            <Numbered lines={t(`wizards.phone.trust.${guide}`, { returnObjects: true })} />
          </section>
        ))}
      </div>
    </Card>
  );
}

function SaveServerAuthority({ homeId, form }: { readonly homeId: string; readonly form: 'certificate' | 'profile' }) {
  const t = useText();
  const authority = useAuthorities((store) => store.items.findLast((each) => each.homeId === homeId && each.job === 'server'));
  const { call, send } = useCall(`authority:save-${form}`);
  const [saved, setSaved] = useState<SavedFile | null>(null);
  if (authority === undefined) return null;
  const save = async () => {
    const answer = await send({ authorityId: authority.id });
    if (answer?.phase === 'saved') setSaved(answer);
  };
  return (
    <>
      <div className="lk-row">
        <Button icon="save" busy={call.phase === 'busy'} onClick={save}>
          {t(form === 'profile' ? 'wizards.phone.saveProfile' : 'wizards.phone.saveAuthority')}
        </Button>
        <span className="lk-soft" role="status">
          {saved !== null && t('wizards.phone.savedAuthority', { file: saved.fileName, folder: saved.folderName })}
        </span>
      </div>
      <CallFailure call={call} />
    </>
  );
}
