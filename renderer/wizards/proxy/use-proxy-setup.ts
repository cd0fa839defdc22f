import { useMemo, useState } from 'react';
import type { ProxySetup } from '../../../electron/contract/deploy.ts';
import type { Home } from '../../../electron/contract/entities.ts';
import type { SavedFile } from '../../../electron/contract/ipc.ts';
import { useCall } from '../../state/call.ts';
import { useHomes } from '../../state/homes.ts';
import type { ProxyInput } from '../../state/proxy-input.ts';
import { parseForm } from '../form.ts';
import { useFields } from '../use-fields.ts';
import { isSameSetup, proxyForm, setupOf, valuesOf } from './proxy-form.ts';
import { asSent } from './use-preview.ts';

/** The proxy's set-up as it is typed: parsed where it is complete, and saved as a folder when asked for. */
export function useProxySetup(home: Home, input: ProxyInput) {
  const form = useMemo(() => proxyForm(home), [home]);
  const { check, field } = useFields(form);
  const { call, send } = useCall('deploy:save');
  const [saved, setSaved] = useState<{ readonly file: SavedFile; readonly setup: ProxySetup } | null>(null);
  const values = valuesOf(input, home);
  const parsed = parseForm(form, values);
  const setup = parsed.ok ? setupOf(input, home, parsed.value) : null;

  /** @returns whether everything is filled in; otherwise the first bad field has the focus. */
  const isComplete = () => check(values) !== null;
  const save = async () => {
    if (!isComplete() || setup === null) return;
    const answer = await send(asSent(home.id, setup));
    if (answer?.phase !== 'saved') return;
    useHomes.getState().put(answer.home);
    setSaved({ file: answer, setup });
  };
  return {
    setup,
    isComplete,
    save,
    call,
    field,
    /** Where the folder went, when it was saved on this page. */
    savedNow: saved !== null && setup !== null && isSameSetup(setup, saved.setup) ? saved.file : null,
    /** Whether exactly this set-up lies in a folder already. */
    isSaved: setup !== null && home.proxy !== null && isSameSetup(setup, home.proxy),
  };
}
