import type { InspectedCertificate } from '../../../electron/contract/inspection.ts';
import { formatDate, formatFingerprint, formatList } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Card } from '../../ui/Card.tsx';
import { DaysLeft } from '../../ui/DaysLeft.tsx';
import { daysLeft } from '../../ui/days.ts';
import { type Fact, Facts } from '../Facts.tsx';
import { More } from '../More.tsx';
import { certificateName, commonNameIn } from './certificate-name.ts';
import { plainNames, usePurposes } from './purposes.ts';

interface CertificateCardProps {
  readonly certificate: InspectedCertificate;
  /** Whether its private key is in the same file. */
  readonly isKeyHere: boolean;
  readonly fileName: string;
  /** What protects the file, told with the certificate that it is there for. */
  readonly protection: readonly Fact[];
}

/** A certificate in plain words, and what programs compare behind a disclosure. */
export function CertificateCard({ certificate, isKeyHere, fileName, protection }: CertificateCardProps) {
  const t = useText();
  const purposes = usePurposes();
  const { subject, issuer, notBefore, notAfter, san, key, fingerprint } = certificate;
  const issuerName = subject === issuer ? t('import.facts.issuedByItself') : commonNameIn(issuer);
  return (
    <Card title={certificateName(certificate, fileName)} aside={<DaysLeft notBefore={notBefore} notAfter={notAfter} />}>
      <div className="lk-stack">
        <Facts
          facts={[
            { label: t('import.facts.issuer'), value: issuerName },
            { label: t('import.facts.validity'), value: <Validity notBefore={notBefore} notAfter={notAfter} /> },
            ...(san.length > 0 ? [{ label: t('import.facts.names'), value: plainNames(san) }] : []),
            { label: t('import.facts.purposes'), value: formatList(purposes(certificate)) },
            { label: t('import.facts.key'), value: isKeyHere ? t('import.facts.keyHere', { key }) : key },
          ]}
        />
        <More label={t('import.facts.raw')}>
          <Facts
            facts={[
              { label: t('import.facts.subject'), value: subject },
              { label: t('import.facts.issuer'), value: issuer },
              { label: t('import.facts.serial'), value: certificate.serial, mono: true },
              { label: t('import.facts.fingerprint'), value: formatFingerprint(fingerprint), mono: true },
              { label: t('import.facts.signature'), value: certificate.signature },
              { label: t('import.facts.version'), value: certificate.version },
              ...protection,
            ]}
          />
        </More>
      </div>
    </Card>
  );
}

function Validity({ notBefore, notAfter }: Pick<InspectedCertificate, 'notBefore' | 'notAfter'>) {
  const t = useText();
  const count = daysLeft(notAfter, Date.now());
  const range = { from: formatDate(notBefore), to: formatDate(notAfter) };
  return count < 0 ? t('import.facts.validityRange', range) : t('import.facts.validityLeft', { ...range, count });
}
