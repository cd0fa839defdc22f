import type { CertificateFacts } from '../../../electron/contract/entities.ts';
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
          { label: t('places.authorities.fingerprint'), value: inPairs(certificate.fingerprint), mono: true },
        ]}
      />
    </details>
  );
}

/** `AB:CD:…`, as other programs show fingerprints. */
const inPairs = (hex: string): string => hex.toUpperCase().match(/../g)?.join(':') ?? '';
