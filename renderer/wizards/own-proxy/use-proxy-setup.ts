import { useState } from 'react';
import { z } from 'zod';
import type { Home, ProxySetup } from '../../../electron/contract/entities.ts';
import { isIpAddress, type OwnProxyDraft, proxyFolderField, upstreamField } from '../../../electron/contract/fields.ts';
import type { SavedFile } from '../../../electron/contract/ipc.ts';
import { useCall } from '../../state/call.ts';
import { useHomes } from '../../state/homes.ts';
import { parseForm } from '../form.ts';
import { useFields } from '../use-fields.ts';
import { hostOf } from './host.ts';

const proxyForm = z.object({ upstream: upstreamField, folder: proxyFolderField });

/** The proxy's set-up as it is typed: parsed where it is complete, and saved as a folder when asked for. */
export function useProxySetup(home: Home, draft: OwnProxyDraft) {
  const { check, field } = useFields(proxyForm);
  const { call, send } = useCall('deploy:save');
  const [savedNow, setSavedNow] = useState<SavedFile | null>(null);
  const values = { upstream: draft.upstream, folder: draft.proxyFolder };
  const hasName = !isIpAddress(hostOf(home.url));
  const parsed = parseForm(proxyForm, values);
  const setup: ProxySetup | null = parsed.ok ? { target: 'nginx', ...parsed.value, ipv6: hasName && draft.proxyIpv6 } : null;

  /** @returns whether everything is filled in; otherwise the first bad field has the focus. */
  const isComplete = () => check(values) !== null;
  const save = async () => {
    if (!isComplete() || setup === null) return;
    const answer = await send({ homeId: home.id, ...setup });
    if (answer?.phase !== 'saved') return;
    useHomes.getState().put(answer.home);
    setSavedNow(answer);
  };
  return {
    setup,
    /** Only a DNS name can lead to IPv4 and IPv6 at once. */
    hasName,
    isComplete,
    save,
    call,
    field,
    savedNow,
    /** Whether exactly this set-up lies in a folder already. */
    isSaved: setup !== null && home.proxy !== null && isSameSetup(setup, home.proxy),
  };
}

const isSameSetup = (one: ProxySetup, other: ProxySetup): boolean =>
  one.target === other.target && one.upstream === other.upstream && one.folder === other.folder && one.ipv6 === other.ipv6;
