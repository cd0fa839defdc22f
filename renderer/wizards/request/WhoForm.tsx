import { useState } from 'react';
import { z } from 'zod';
import { type KeyAlgorithm, keyAlgorithms, type PendingRequest, type Platform, platforms } from '../../../electron/contract/entities.ts';
import { countryField, nameField, organizationField } from '../../../electron/contract/fields.ts';
import { useCall, useJob } from '../../state/call.ts';
import { useHomes } from '../../state/homes.ts';
import { usePlace } from '../../state/place.ts';
import { useRequests } from '../../state/requests.ts';
import { useText } from '../../text/text.ts';
import { Callout } from '../../ui/Callout.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { MakingKey } from '../MakingKey.tsx';
import { More } from '../More.tsx';
import { StepForm } from '../StepForm.tsx';
import { useFields } from '../use-fields.ts';

const whoForm = z.object({ name: nameField, organization: organizationField, country: countryField });
const suggestedKey: KeyAlgorithm = 'rsa2048';
const noHome = 'none';

/** Step 1: whom the certificate is for. Makes the key and its request. */
export function WhoForm({ onBack }: { readonly onBack: () => void }) {
  const t = useText();
  const go = usePlace((place) => place.go);
  const homes = useHomes((store) => store.items);
  const [typed, setTyped] = useState({ name: '', organization: '', country: '' });
  const [platform, setPlatform] = useState<Platform>('ios');
  const [homeId, setHomeId] = useState<string>(homes[0]?.id ?? noHome);
  const [key, setKey] = useState<KeyAlgorithm>(suggestedKey);
  const { check, field } = useFields(whoForm);
  const { call, send } = useCall('request:create');
  const { begin, cancel } = useJob();
  const input = (name: keyof typeof typed) => ({
    value: typed[name],
    onChange: (text: string) => setTyped({ ...typed, [name]: text }),
    ...field(name),
  });
  const make = async () => {
    const form = check(typed);
    if (form === null) return;
    const request = await send({ ...form, platform, key, homeId: homeId === noHome ? null : homeId, jobId: begin() });
    if (request === null) return;
    useRequests.getState().put(request);
    go({ place: 'request', requestId: request.id });
  };
  return (
    <StepForm
      title={t('request.who.title')}
      intro={t('request.who.intro')}
      next={{ label: t('request.who.make'), onNext: make, busy: call.phase === 'busy' }}
      onBack={onBack}
    >
      <TextField
        label={t('wizards.device.name')}
        hint={t('wizards.device.nameHint')}
        placeholder={t('wizards.device.namePlaceholder')}
        {...input('name')}
      />
      <Choice
        legend={t('wizards.device.platform')}
        value={platform}
        onChange={setPlatform}
        options={platforms.map((value) => ({ value, label: t(`wizards.platforms.${value}`) }))}
      />
      {homes.length > 0 && (
        <Select
          label={t('request.who.home')}
          value={homeId}
          onChange={setHomeId}
          options={[...homes.map(({ id, name }) => ({ value: id, label: name })), { value: noHome, label: t('request.who.noHome') }]}
        />
      )}
      <More label={t('wizards.more')} open={field('organization').error !== undefined || field('country').error !== undefined}>
        <TextField label={t('request.who.organization')} {...input('organization')} />
        <TextField label={t('request.who.country')} hint={t('request.who.countryHint')} {...input('country')} />
        <KeyChoice value={key} onChange={setKey} />
      </More>
      {call.phase === 'busy' && key.startsWith('rsa') && <MakingKey onCancel={cancel} />}
      <CallFailure call={call} />
    </StepForm>
  );
}

interface KeyChoiceProps {
  readonly value: KeyAlgorithm;
  readonly onChange: (key: KeyAlgorithm) => void;
}

/** Kinds of key: other authorities know RSA above all. */
function KeyChoice({ value, onChange }: KeyChoiceProps) {
  const t = useText();
  const others = keyAlgorithms.filter((algorithm) => algorithm !== suggestedKey);
  return (
    <Choice
      legend={t('wizards.device.key')}
      value={value}
      onChange={onChange}
      options={[
        {
          value: suggestedKey,
          label: t(`wizards.keys.${suggestedKey}.name`),
          description: t('request.who.keyWhy'),
          badge: t('wizards.keys.recommended'),
        },
        ...others.map((algorithm) => ({
          value: algorithm,
          label: t(`wizards.keys.${algorithm}.name`),
          description: t(`wizards.keys.${algorithm}.why`),
        })),
      ]}
    />
  );
}

interface MadeRequestProps {
  readonly request: PendingRequest;
  readonly onNext: () => void;
  readonly onBack: () => void;
}

/** Step 1, looked at again. */
export function MadeRequest({ request: { name, request }, onNext, onBack }: MadeRequestProps) {
  const t = useText();
  return (
    <StepForm title={t('request.who.title')} intro={t('request.who.intro')} next={{ onNext }} onBack={onBack}>
      <Callout tone="good" title={t('request.who.made', { name })}>
        {t('request.who.madeText', { key: request.key })}
      </Callout>
    </StepForm>
  );
}
