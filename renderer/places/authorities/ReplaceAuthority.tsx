import { useState } from 'react';
import { z } from 'zod';
import type { Authority } from '../../../electron/contract/entities.ts';
import { nameField } from '../../../electron/contract/fields.ts';
import { useAuthorities } from '../../state/authorities.ts';
import { useCall } from '../../state/call.ts';
import { useHomes } from '../../state/homes.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { CallFailure } from '../../wizards/CallFailure.tsx';
import { useFields } from '../../wizards/use-fields.ts';
import { nextName } from './next-name.ts';

const replaceForm = z.object({ name: nameField });

/** Makes a new device authority in the place of one; nothing changes at the door until the proxy knows it. */
export function ReplaceAuthority({ authority, onClose }: { readonly authority: Authority; readonly onClose: () => void }) {
  const t = useText();
  const home = useHomes((store) => store.items.find(({ id }) => id === authority.homeId));
  const { check, field } = useFields(replaceForm);
  const { call, send } = useCall('authority:replace');
  const [name, setName] = useState(nextName(authority.name));
  const replace = async () => {
    const form = check({ name });
    const made = form && (await send({ authorityId: authority.id, ...form }));
    if (!made) return;
    useAuthorities.getState().put(made);
    await useHomes.getState().load();
    onClose();
  };
  return (
    <Dialog title={t('places.authorities.replaceTitle', { home: home?.name ?? '' })} onClose={onClose}>
      <form
        className="lk-stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (call.phase !== 'busy') void replace();
        }}
      >
        <p className="lk-soft">{t('places.authorities.replaceText', { name: authority.name })}</p>
        <TextField label={t('places.authorities.replaceName')} value={name} onChange={setName} autoFocus {...field('name')} />
        <CallFailure call={call} />
        <div className="lk-row lk-dialog-actions">
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button type="submit" variant="danger" busy={call.phase === 'busy'}>
            {t('places.authorities.replaceConfirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
