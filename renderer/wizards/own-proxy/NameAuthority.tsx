import { z } from 'zod';
import type { Home, KeyAlgorithm } from '../../../electron/contract/entities.ts';
import { nameField } from '../../../electron/contract/fields.ts';
import { useAuthorities } from '../../state/authorities.ts';
import { useCall, useJob } from '../../state/call.ts';
import { useHomes } from '../../state/homes.ts';
import { formatDate } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Callout } from '../../ui/Callout.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { keyOptions } from '../key-options.ts';
import { MakingKey } from '../MakingKey.tsx';
import { More } from '../More.tsx';
import { StepForm } from '../StepForm.tsx';
import { useFields } from '../use-fields.ts';
import type { StepProps } from './step.ts';

const authorityForm = z.object({ name: nameField });

/** Step 2: makes the device authority, under the name that a phone will list. */
export function NameAuthority({ draft, made: { authority }, home, change, goOn, goBack }: StepProps & { readonly home: Home }) {
  const t = useText();
  const { check, field } = useFields(authorityForm);
  const { call, send } = useCall('authority:create');
  const { begin, cancel } = useJob();
  const frame = { title: t('wizards.authority.title'), intro: t('wizards.authority.intro'), onBack: goBack };
  if (authority !== null)
    return (
      <StepForm {...frame} next={{ onNext: () => goOn() }}>
        <Callout tone="good" title={t('wizards.authority.made', { name: authority.name })}>
          {t('wizards.authority.madeText', { key: authority.certificate.key, end: formatDate(authority.certificate.notAfter) })}
        </Callout>
      </StepForm>
    );

  const make = async () => {
    const form = check({ name: draft.authorityName });
    if (form === null) return;
    const created = await send({ homeId: home.id, name: form.name, key: draft.authorityKey, jobId: begin() });
    if (created === null) return;
    useAuthorities.getState().put(created);
    useHomes.getState().put({ ...home, deviceAuthorityId: created.id });
    goOn({ authorityId: created.id });
  };
  const key = { value: draft.authorityKey, onChange: (authorityKey: KeyAlgorithm) => change({ authorityKey }) };
  return (
    <StepForm {...frame} next={{ label: t('wizards.authority.make'), onNext: make, busy: call.phase === 'busy' }}>
      <TextField
        label={t('wizards.authority.name')}
        hint={t('wizards.authority.nameHint')}
        value={draft.authorityName}
        onChange={(authorityName) => change({ authorityName })}
        {...field('name')}
      />
      <Choice legend={t('wizards.authority.key')} {...key} options={keyOptions(t, ['p256', 'rsa4096'])} />
      <More label={t('wizards.more')}>
        <Choice legend={t('wizards.authority.otherKeys')} {...key} options={keyOptions(t, ['p384', 'rsa2048', 'rsa3072'])} />
      </More>
      {call.phase === 'busy' && draft.authorityKey.startsWith('rsa') && <MakingKey onCancel={cancel} />}
      <CallFailure call={call} />
    </StepForm>
  );
}
