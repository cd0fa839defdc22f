import { z } from 'zod';
import { type PendingRequest, platforms } from '../../../electron/contract/entities.ts';
import { countryField, nameField, organizationField } from '../../../electron/contract/fields.ts';
import { useCall, useJob } from '../../state/call.ts';
import { useDevices } from '../../state/devices.ts';
import { useRequests } from '../../state/requests.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { MakingKey } from '../MakingKey.tsx';
import { More } from '../More.tsx';
import { StepForm } from '../StepForm.tsx';
import { useFields } from '../use-fields.ts';
import type { HomeStepProps } from './step.ts';

const whoForm = z.object({ name: nameField, organization: organizationField, country: countryField });

/** Step 5: whom the certificate is for. Makes the key and its request, once. */
export function Who(props: HomeStepProps) {
  const { request, device } = props.made;
  const made =
    device === null ? request && { name: request.name, key: request.request.key } : { name: device.name, key: device.certificate.key };
  return made === null ? <NewRequest {...props} /> : <MadeRequest {...props} name={made.name} keyLabel={made.key} />;
}

function MadeRequest({ name, keyLabel, change, goOn, goBack }: HomeStepProps & { readonly name: string; readonly keyLabel: string }) {
  const t = useText();
  return (
    <StepForm title={t('cloudflare.device.titleNew')} intro={t('cloudflare.device.intro')} onBack={goBack} next={{ onNext: () => goOn() }}>
      <Callout
        tone="good"
        title={t('cloudflare.device.made', { name })}
        actions={
          <Button onClick={() => change({ requestId: null, deviceId: null, deviceName: '' })}>{t('cloudflare.device.startOver')}</Button>
        }
      >
        {t('cloudflare.device.madeText', { key: keyLabel })}
      </Callout>
    </StepForm>
  );
}

function NewRequest({ draft, home, change, goOn, goBack }: HomeStepProps) {
  const t = useText();
  const { check, field } = useFields(whoForm);
  const { call, send } = useCall('request:create');
  const { begin, cancel } = useJob();
  const hasDevices = useDevices((store) => store.items.some(({ homeId }) => homeId === home.id));
  const make = async () => {
    const { deviceName, devicePlatform: platform, organization, country } = draft;
    const form = check({ name: deviceName, organization, country });
    if (form === null) return;
    const request: PendingRequest | null = await send({ ...form, platform, homeId: home.id, key: 'rsa2048', jobId: begin() });
    if (request === null) return;
    useRequests.getState().put(request);
    goOn({ requestId: request.id });
  };
  const [organization, country] = [field('organization'), field('country')];
  return (
    <StepForm
      title={t(hasDevices ? 'cloudflare.device.titleNew' : 'cloudflare.device.title')}
      intro={t('cloudflare.device.intro')}
      onBack={goBack}
      next={{ label: t('cloudflare.device.make'), onNext: make, busy: call.phase === 'busy' }}
    >
      <TextField
        label={t('wizards.device.name')}
        hint={t('wizards.device.nameHint')}
        placeholder={t('wizards.device.namePlaceholder')}
        value={draft.deviceName}
        onChange={(deviceName) => change({ deviceName })}
        {...field('name')}
      />
      <Choice
        legend={t('wizards.device.platform')}
        value={draft.devicePlatform}
        onChange={(devicePlatform) => change({ devicePlatform })}
        options={platforms.map((value) => ({ value, label: t(`wizards.platforms.${value}`) }))}
      />
      <More label={t('wizards.more')} open={organization.error !== undefined || country.error !== undefined}>
        <TextField
          label={t('cloudflare.device.organization')}
          value={draft.organization}
          onChange={(text) => change({ organization: text })}
          {...organization}
        />
        <TextField
          label={t('cloudflare.device.country')}
          hint={t('cloudflare.device.countryHint')}
          value={draft.country}
          onChange={(text) => change({ country: text })}
          {...country}
        />
      </More>
      {call.phase === 'busy' && <MakingKey onCancel={cancel} />}
      <CallFailure call={call} />
    </StepForm>
  );
}
