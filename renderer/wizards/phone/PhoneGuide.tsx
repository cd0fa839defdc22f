import type { Home, Platform } from '../../../electron/contract/entities.ts';
import { useText } from '../../text/text.ts';
import { Card } from '../../ui/Card.tsx';
import { Numbered } from './Numbered.tsx';
import { TrustGuide } from './TrustGuide.tsx';

/** What to tap on a device until Home Assistant opens on it; where the server certificate is our own, trusting it comes first. */
export function PhoneGuide({ home, platform }: { readonly home: Home; readonly platform: Platform }) {
  const t = useText();
  const own = home.server.source === 'own';
  return (
    <>
      {own && <TrustGuide homeId={home.id} platform={platform} />}
      <Card title={t(own ? 'wizards.phone.certificateTitle' : 'wizards.phone.certificateTitleOnly')}>
        <div className="lk-stack">
          <Numbered lines={t(`wizards.phone.certificate.${platform}`, { returnObjects: true, url: home.url })} />
          <p className="lk-soft lk-small">{t('wizards.phone.passphraseNote')}</p>
        </div>
      </Card>
    </>
  );
}
