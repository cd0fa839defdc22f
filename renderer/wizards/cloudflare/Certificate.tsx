import { formatDate } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Callout } from '../../ui/Callout.tsx';
import { commonNameIn } from '../import/certificate-name.ts';
import { StepForm } from '../StepForm.tsx';
import { CertificateByHand } from './CertificateByHand.tsx';
import type { HomeStepProps } from './step.ts';
import { TokenWay } from './token/TokenWay.tsx';

/** Step 6: the certificate, by hand or with a token; once it is there, there is nothing to do. */
export function Certificate(props: HomeStepProps) {
  const t = useText();
  const { draft, made, goOn, goBack } = props;
  const { request, device } = made;
  if (device === null && request !== null) {
    return draft.way === 'token' ? <TokenWay {...props} /> : <CertificateByHand {...props} request={request} />;
  }
  const facts = device && { issuer: commonNameIn(device.certificate.issuer), end: formatDate(device.certificate.notAfter) };
  return (
    <StepForm title={t('cloudflare.certificate.title')} onBack={goBack} next={{ onNext: () => goOn() }}>
      {device && (
        <Callout tone="good" title={t('cloudflare.certificate.done', { name: device.name })}>
          {t('cloudflare.certificate.doneText', { ...facts })}
        </Callout>
      )}
    </StepForm>
  );
}
