import { useEffect, useState } from 'react';
import { z } from 'zod';
import type { Authority } from '../../../electron/contract/entities.ts';
import { filePassphraseField } from '../../../electron/contract/fields.ts';
import type { SavedFile } from '../../../electron/contract/ipc.ts';
import { invoke } from '../../bridge.ts';
import { useAuthorities } from '../../state/authorities.ts';
import { useCall } from '../../state/call.ts';
import { useFields } from '../../wizards/use-fields.ts';

const backUpForm = z.object({ passphrase: filePassphraseField });

/** Backs an authority up under a passphrase that main suggests and the user may change; it lives in the form only. */
export function useBackUp(authority: Authority) {
  const { check, field } = useFields(backUpForm);
  const { call, send } = useCall('authority:back-up');
  const [passphrase, setPassphrase] = useState('');
  const [saved, setSaved] = useState<SavedFile | null>(null);
  useEffect(() => {
    void invoke('passphrase:suggest', undefined).then((answer) => {
      if (answer.ok) setPassphrase((typed) => typed || answer.value.passphrase);
    });
  }, []);
  const save = async () => {
    if (check({ passphrase }) === null) return;
    const answer = await send({ authorityId: authority.id, passphrase });
    if (answer?.phase !== 'saved') return;
    useAuthorities.getState().put(answer.authority);
    setSaved(answer);
  };
  return { call, field: field('passphrase'), passphrase, setPassphrase, save, saved };
}
