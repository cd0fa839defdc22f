import type { Home } from '../../../electron/contract/entities.ts';
import { guidesOf } from '../../guides/guides.ts';
import { formatDate, formatFingerprint } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { BrandMark } from '../../ui/BrandMark.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { spell } from '../export/spelling.ts';
import { Facts } from '../Facts.tsx';
import type { SavedDevice } from './saved-device.ts';
import './Sheet.css';

/** One page of paper for whoever sets a device up: where, what to do, and the passphrase to type, read out or point a camera at. */
export function Sheet({ home, device, file }: SavedDevice & { readonly home: Home }) {
  const t = useText();
  const { name, platform, certificate } = device;
  const [guide] = guidesOf(platform);
  const facts = { url: home.url, device: name };
  return (
    <section className="lk-sheet">
      <header>
        <div>
          <h1>{name}</h1>
          <p>{t('household.sheet.for', { home: home.name })}</p>
        </div>
        <BrandMark />
      </header>
      <Facts
        facts={[
          { label: t('household.sheet.address'), value: home.url },
          { label: t('household.sheet.file'), value: file.fileName },
          { label: t('household.sheet.ends'), value: formatDate(certificate.notAfter) },
        ]}
      />
      <h2>{t('household.sheet.passphrase')}</h2>
      <div className="lk-sheet-passphrase">
        <div>
          <p className="lk-sheet-large">{file.passphrase}</p>
          <ol>
            {spell(file.passphrase, t('handoff.spelling', { returnObjects: true })).map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: groups may repeat and have no other name.
              <li key={index}>{line}</li>
            ))}
          </ol>
        </div>
        <figure>
          <QrCode text={file.passphrase} label={t('household.sheet.qr')} />
          <figcaption>{t('household.sheet.qrHint')}</figcaption>
        </figure>
      </div>
      <h2>{t('household.sheet.what')}</h2>
      {home.server.source === 'own' && <p>{t('household.sheet.trustFirst')}</p>}
      <ol>
        {guide?.steps.map((step) => (
          <li key={step}>{t(`guides.step.${step}.do`, facts)}</li>
        ))}
      </ol>
      <footer>
        <p>{t('household.sheet.keep')}</p>
        <p>
          {t('household.sheet.fingerprint')} <span className="lk-mono">{formatFingerprint(certificate.fingerprint)}</span>
        </p>
      </footer>
    </section>
  );
}
