import { z } from 'zod';
import { cloudflareUrlField } from '../../../electron/contract/cloudflare-fields.ts';
import { nameField } from '../../../electron/contract/fields.ts';
import { useCall } from '../../state/call.ts';
import { useHomes } from '../../state/homes.ts';
import { useText } from '../../text/text.ts';
import { TextField } from '../../ui/TextField.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { StepForm } from '../StepForm.tsx';
import { useFields } from '../use-fields.ts';
import type { StepProps } from './step.ts';

const addressForm = z.object({ name: nameField, url: cloudflareUrlField });

/** Step 1: which Home Assistant, by name and https address. Coming back to it changes the home instead of making another. */
export function Address({ draft, made: { home }, change, goOn }: StepProps) {
  const t = useText();
  const { check, field } = useFields(addressForm);
  const creating = useCall('home:create');
  const changing = useCall('home:change');
  const confirm = async () => {
    const address = check({ name: draft.homeName, url: draft.homeUrl });
    if (address === null) return;
    if (home?.name === address.name && home.url === address.url) return goOn();
    const saved = await (home === null
      ? creating.send({ ...address, road: 'cloudflare' })
      : changing.send({ homeId: home.id, ...address }));
    if (saved === null) return;
    useHomes.getState().put(saved);
    goOn({ homeId: saved.id });
  };
  return (
    <StepForm
      title={t('cloudflare.address.title')}
      intro={t('cloudflare.address.intro')}
      next={{ onNext: confirm, busy: creating.call.phase === 'busy' || changing.call.phase === 'busy' }}
    >
      <TextField
        label={t('wizards.address.name')}
        hint={t('wizards.address.nameHint')}
        placeholder={t('wizards.address.namePlaceholder')}
        value={draft.homeName}
        onChange={(homeName) => change({ homeName })}
        {...field('name')}
      />
      <TextField
        label={t('wizards.address.url')}
        hint={t('cloudflare.address.urlHint')}
        placeholder={t('cloudflare.address.urlPlaceholder')}
        mono
        value={draft.homeUrl}
        onChange={(homeUrl) => change({ homeUrl })}
        {...field('url')}
      />
      <CallFailure call={creating.call} />
      <CallFailure call={changing.call} />
    </StepForm>
  );
}
