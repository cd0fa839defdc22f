import type { PendingRequest } from '../../../electron/contract/entities.ts';
import type { ReturnedCertificate } from '../../../electron/contract/inspection.ts';
import { useCall } from '../../state/call.ts';
import { useDevices } from '../../state/devices.ts';
import { useRequests } from '../../state/requests.ts';
import { useText } from '../../text/text.ts';
import { CallFailure } from '../CallFailure.tsx';
import { More } from '../More.tsx';
import { News } from '../News.tsx';
import { Numbered } from '../phone/Numbered.tsx';
import { AnswerInput } from '../request/AnswerInput.tsx';
import { useReading } from '../request/use-answer.ts';
import { sourceOf, useGiven } from '../request/use-given.ts';
import { StepForm } from '../StepForm.tsx';
import { Brought } from './Brought.tsx';
import { CertificateDrawing } from './CertificateDrawing.tsx';
import { LinkTo } from './LinkTo.tsx';
import type { HomeStepProps } from './step.ts';
import { withTick } from './use-ticks.ts';
import { WayChoice } from './WayChoice.tsx';

interface CertificateByHandProps extends HomeStepProps {
  readonly request: PendingRequest;
}

/** The request goes to Cloudflare by hand, and the certificate comes back. */
export function CertificateByHand({ draft, change, goOn, goBack, home, request }: CertificateByHandProps) {
  const t = useText();
  const { call, send, reset } = useCall('request:attach');
  const [given, paste] = useGiven(reset);
  const source = sourceOf(given);
  const reading = useReading(source);
  const attach = async () => {
    const device = await send({ requestId: request.id, answer: source ?? { text: '' } });
    if (device === null) return;
    useDevices.getState().put(device);
    useRequests.getState().drop(request.id);
    goOn({ deviceId: device.id, ticks: withTick(draft.ticks, 'request-uploaded') });
  };
  return (
    <StepForm
      title={t('cloudflare.certificate.title')}
      onBack={goBack}
      next={{ label: t('cloudflare.certificate.attach'), onNext: attach, busy: call.phase === 'busy' }}
    >
      <WayChoice draft={draft} change={change} />
      <Brought home={home} onUse={(device) => goOn({ deviceId: device.id })} />
      <Numbered lines={t('cloudflare.certificate.steps', { returnObjects: true })} />
      <LinkTo place="clientCertificates" />
      <CertificateDrawing pem={request.pem} />
      <AnswerInput
        label={t('cloudflare.certificate.text')}
        hint={t('cloudflare.certificate.textHint')}
        given={given}
        paste={paste}
        reading={reading}
      />
      {reading.phase === 'read' && <Issuer returned={reading.returned} />}
      <News>{reading.phase !== 'failed' && <CallFailure call={call} />}</News>
      <More label={t('cloudflare.certificate.pair')}>
        <p className="lk-soft">{t('cloudflare.certificate.pairText')}</p>
      </More>
    </StepForm>
  );
}

/** Says whether Cloudflare signed it, of a certificate that belongs to a key of ours. */
function Issuer({ returned: { owner, certificate } }: { readonly returned: ReturnedCertificate }) {
  const t = useText();
  if (owner.kind !== 'request') return null;
  const isCloudflare = /\bO=Cloudflare\b/.test(certificate.issuer);
  return (
    <p className={isCloudflare ? 'lk-soft' : 'lk-warned'}>
      {t(isCloudflare ? 'cloudflare.certificate.byCloudflare' : 'cloudflare.certificate.byOther')}
    </p>
  );
}
