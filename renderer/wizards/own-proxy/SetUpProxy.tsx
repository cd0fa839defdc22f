import { useState } from 'react';
import { z } from 'zod';
import type { DeployPlan, Home, ProxySetup } from '../../../electron/contract/entities.ts';
import { isIpAddress, proxyFolderField, upstreamField } from '../../../electron/contract/fields.ts';
import { useCall } from '../../state/call.ts';
import { useHomes } from '../../state/homes.ts';
import { formatWhen } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { CopyBlock } from '../../ui/CopyBlock.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { parseForm } from '../form.ts';
import { StepForm } from '../StepForm.tsx';
import { useFields } from '../use-fields.ts';
import { hostOf } from './host.ts';
import type { StepProps } from './step.ts';
import { usePreview } from './use-preview.ts';

const proxyForm = z.object({ upstream: upstreamField, folder: proxyFolderField });

/** Step 5: the nginx configuration for exactly this home, to save as a folder or to copy. */
export function SetUpProxy({ draft, home, change, goOn, goBack }: StepProps & { readonly home: Home }) {
  const t = useText();
  const { check, field } = useFields(proxyForm);
  const { call, send } = useCall('deploy:save');
  const [savedAs, setSavedAs] = useState<string | null>(null);
  const named = !isIpAddress(hostOf(home.url));
  const values = { upstream: draft.upstream, folder: draft.proxyFolder };
  const parsed = parseForm(proxyForm, values);
  const setup: ProxySetup | null = parsed.ok ? { target: 'nginx', ...parsed.value, ipv6: named && draft.proxyIpv6 } : null;
  const preview = usePreview(home.id, setup);
  const isSaved = setup !== null && home.proxy !== null && sameSetup(setup, home.proxy);

  const save = async () => {
    if (check(values) === null || setup === null) return;
    const answer = await send({ homeId: home.id, ...setup });
    if (answer?.phase !== 'saved') return;
    useHomes.getState().put(answer.home);
    setSavedAs(answer.folderName);
  };
  const busy = call.phase === 'busy';
  return (
    <StepForm
      title={t('wizards.proxy.title')}
      intro={t('wizards.proxy.intro')}
      onBack={goBack}
      next={isSaved ? { onNext: () => goOn() } : { label: t('wizards.proxy.save'), onNext: save, busy }}
      aside={
        isSaved ? (
          <Button busy={busy} onClick={save}>
            {t('wizards.proxy.saveAgain')}
          </Button>
        ) : (
          <Button variant="quiet" onClick={() => check(values) !== null && goOn()}>
            {t('wizards.proxy.byHand')}
          </Button>
        )
      }
    >
      <TextField
        label={t('wizards.proxy.upstream')}
        hint={t('wizards.proxy.upstreamHint')}
        placeholder={t('wizards.proxy.upstreamPlaceholder')}
        mono
        value={draft.upstream}
        onChange={(upstream) => change({ upstream })}
        {...field('upstream')}
      />
      <TextField
        label={t('wizards.proxy.folder')}
        hint={t('wizards.proxy.folderHint')}
        mono
        value={draft.proxyFolder}
        onChange={(proxyFolder) => change({ proxyFolder })}
        {...field('folder')}
      />
      {named && (
        <Checkbox
          label={t('wizards.proxy.ipv6')}
          hint={t('wizards.proxy.ipv6Why')}
          checked={draft.proxyIpv6}
          onChange={(proxyIpv6) => change({ proxyIpv6 })}
        />
      )}
      {isSaved && <SavedFolder home={home} savedAs={savedAs} />}
      <CallFailure call={call} />
      {preview.phase === 'waiting' && <p className="lk-soft">{t('wizards.proxy.waiting')}</p>}
      {preview.phase === 'failed' && <FailureNote failure={preview.failure} />}
      {preview.phase === 'ready' && <Plan plan={preview.plan} />}
    </StepForm>
  );
}

function SavedFolder({ home, savedAs }: { readonly home: Home; readonly savedAs: string | null }) {
  const t = useText();
  if (home.proxy === null) return null;
  const title =
    savedAs === null
      ? t('wizards.proxy.savedBefore', { when: formatWhen(home.proxy.savedAt) })
      : t('wizards.proxy.saved', { folder: savedAs });
  return (
    <>
      <Callout tone="good" title={title}>
        {t('wizards.proxy.savedText')}
      </Callout>
      {home.server.source === 'own' && (
        <Callout tone="warn" title={t('wizards.proxy.keyInClear')}>
          {t('wizards.proxy.keyInClearText', { folder: home.proxy.folder })}
        </Callout>
      )}
    </>
  );
}

function Plan({ plan }: { readonly plan: DeployPlan }) {
  const t = useText();
  const configuration = plan.files.find(({ purpose }) => purpose === 'configuration')?.text ?? '';
  return (
    <>
      <CopyBlock label={t('wizards.proxy.configuration')} text={configuration} />
      <CopyBlock label={t('wizards.proxy.commands')} text={plan.commands.join('\n')} />
      <div className="lk-stack">
        <CopyBlock label={t('wizards.proxy.homeAssistant')} text={plan.homeAssistant} />
        <p className="lk-soft lk-small">{t('wizards.proxy.homeAssistantWhy')}</p>
      </div>
    </>
  );
}

const sameSetup = (one: ProxySetup, other: ProxySetup): boolean =>
  one.target === other.target && one.upstream === other.upstream && one.folder === other.folder && one.ipv6 === other.ipv6;
