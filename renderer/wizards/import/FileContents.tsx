import type { FileFacts, OpenedFile } from '../../../electron/contract/inspection.ts';
import { formatList } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import type { Fact } from '../Facts.tsx';
import { CertificateCard } from './CertificateCard.tsx';
import { CrlCard, KeyCard, RequestCard } from './OtherCards.tsx';

/** All that a file holds, a card each: the certificate that can be shown at a door first. */
export function FileContents({ opened: { inspection, leaf }, fileName }: { readonly opened: OpenedFile; readonly fileName: string }) {
  const { facts } = inspection;
  const protection = useProtection(facts);
  const certificates = [
    ...facts.certificates.filter(({ fingerprint }) => fingerprint === leaf),
    ...facts.certificates.filter(({ fingerprint }) => fingerprint !== leaf),
  ];
  const lonelyKeys = facts.keys.filter(({ certificate }) => certificate === null);
  return (
    <>
      {lonelyKeys.length > 0 && <KeyCard label={formatList(lonelyKeys.map(({ label }) => label))} protection={protection} />}
      {certificates.map((certificate, at) => (
        <CertificateCard
          key={certificate.fingerprint}
          certificate={certificate}
          isKeyHere={facts.keys.some((key) => key.certificate === certificate.fingerprint)}
          fileName={fileName}
          protection={at === 0 ? protection : []}
        />
      ))}
      {facts.requests.map((request) => (
        <RequestCard key={request.fingerprint} request={request} fileName={fileName} />
      ))}
      {facts.crls.map((crl) => (
        <CrlCard key={`${crl.issuer} ${crl.number} ${crl.thisUpdate}`} crl={crl} />
      ))}
    </>
  );
}

/** What protects the file; nothing where there is no secret in it. */
function useProtection({ kind, isPkcs12, encryption, mac }: FileFacts): readonly Fact[] {
  const t = useText();
  const none = t('import.facts.none');
  if (kind !== 'bundle' && kind !== 'key') return [];
  return [
    { label: t('import.facts.encryption'), value: encryption ?? none },
    ...(isPkcs12 ? [{ label: t('import.facts.mac'), value: mac ?? none }] : []),
  ];
}
