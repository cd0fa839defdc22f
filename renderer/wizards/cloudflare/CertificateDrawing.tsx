import { useText } from '../../text/text.ts';
import { Drawing, DrawnButton, DrawnField, DrawnPick } from './Drawing.tsx';

/** The form that has a request signed; the request is copied from where it belongs. */
export function CertificateDrawing({ pem }: { readonly pem: string }) {
  const t = useText();
  return (
    <Drawing title={t('cloudflarePlaces.menus.clientCertificates')}>
      <DrawnField label={t('cloudflare.certificate.authority')} value={t('cloudflarePlaces.clientCertificate.authority')} menu />
      <DrawnPick label={t('cloudflare.certificate.keyChoice')} picked={t('cloudflarePlaces.clientCertificate.keyChoice')} mark={2} />
      <DrawnField
        label={t('cloudflarePlaces.clientCertificate.requestField')}
        value={`${pem.slice(0, pem.indexOf('\n'))} …`}
        text={pem}
        copyAs={t('cloudflare.certificate.request')}
        mono
        mark={3}
      />
      <DrawnField
        label={t('cloudflarePlaces.clientCertificate.validity')}
        value={t('cloudflare.certificate.validityChoice')}
        menu
        mark={4}
      />
      <DrawnButton label={t('cloudflarePlaces.clientCertificate.next')} mark={5} />
    </Drawing>
  );
}
