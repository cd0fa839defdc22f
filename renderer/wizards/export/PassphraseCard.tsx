import { useEffect, useState } from 'react';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { More } from '../More.tsx';
import './PassphraseCard.css';
import { spell } from './spelling.ts';

/** A passphrase to carry over by eye, by voice or by camera: never by the way that its file takes. */
export function PassphraseCard({ passphrase }: { readonly passphrase: string }) {
  const t = useText();
  return (
    <Card title={t('export.passphrase')} aside={<CopyButton text={passphrase} of={t('export.passphrase')} secret />}>
      <p className="lk-passphrase">{passphrase}</p>
      <p className="lk-soft lk-small">{t('export.passphraseNote')}</p>
      <div className="lk-stack lk-passphrase-ways">
        <PassphraseQr passphrase={passphrase} />
        <More label={t('handoff.readOut')}>
          <ol className="lk-spelling">
            {spell(passphrase, t('handoff.spelling', { returnObjects: true })).map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: groups may repeat and have no other name.
              <li key={index}>{line}</li>
            ))}
          </ol>
          <p className="lk-soft lk-small">{t('handoff.readOutNote')}</p>
        </More>
      </div>
    </Card>
  );
}

/** Long enough to find the camera, too short to be forgotten on the screen. */
const shownMs = 60_000;

function PassphraseQr({ passphrase }: { readonly passphrase: string }) {
  const t = useText();
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    if (!isShown) return;
    const timer = setTimeout(() => setIsShown(false), shownMs);
    return () => clearTimeout(timer);
  }, [isShown]);
  return (
    <>
      <div className="lk-row">
        <Button aria-expanded={isShown} onClick={() => setIsShown(!isShown)}>
          {t(isShown ? 'handoff.hidePassphraseQr' : 'handoff.showPassphraseQr')}
        </Button>
      </div>
      {isShown && (
        <div className="lk-passphrase-qr">
          <QrCode text={passphrase} label={t('handoff.passphraseQr')} />
          <p className="lk-soft lk-small">{t('handoff.passphraseQrNote')}</p>
        </div>
      )}
    </>
  );
}
