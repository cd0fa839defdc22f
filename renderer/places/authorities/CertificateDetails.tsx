import type { CertificateFacts } from '../../../electron/contract/entities.ts';
import { formatFingerprint } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Facts } from '../../wizards/Facts.tsx';

/** What stands in a certificate, for those who want to compare it. */
export function CertificateDetails({ certificate }: { readonly certificate: CertificateFacts }) {
  const t = useText();
  return (
    <details className="lk-authority-details">
      <summary>{t('places.authorities.facts')}</summary>
      <Facts
        facts={[
          { label: t('places.authorities.subject'), value: certificate.subject },
          { label: t('places.authorities.key'), value: certificate.key },
          { label: t('places.authorities.serial'), value: certificate.serial, mono: true },
          { label: t('places.authorities.fingerprint'), value: formatFingerprint(certificate.fingerprint), mono: true },
        ]}
      />
    </details>
  );
}
