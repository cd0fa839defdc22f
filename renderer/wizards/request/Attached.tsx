import type { Device } from '../../../electron/contract/entities.ts';
import { usePlace } from '../../state/place.ts';
import { formatDate } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Callout } from '../../ui/Callout.tsx';
import { commonNameIn } from '../import/certificate-name.ts';
import { StepForm } from '../StepForm.tsx';

/** Step 4: key and certificate are together; the file for the device comes next. */
export function Attached({ device: { id, name, certificate }, onBack }: { readonly device: Device; readonly onBack: () => void }) {
  const t = useText();
  const go = usePlace((place) => place.go);
  return (
    <StepForm
      title={t('request.done.title', { name })}
      intro={t('request.done.intro')}
      next={{ label: t('request.done.export'), onNext: () => go({ place: 'export', deviceId: id }) }}
      onBack={onBack}
      backLabel={t('request.done.later')}
    >
      <Callout tone="good" title={t('request.answer.belongs', { name })}>
        {t('request.answer.belongsText', { issuer: commonNameIn(certificate.issuer), end: formatDate(certificate.notAfter) })}
      </Callout>
    </StepForm>
  );
}
