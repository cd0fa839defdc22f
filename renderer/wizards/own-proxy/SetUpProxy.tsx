import type { DeployPlan, Home } from '../../../electron/contract/entities.ts';
import type { SavedFile } from '../../../electron/contract/ipc.ts';
import { formatWhen } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { CopyBlock } from '../../ui/CopyBlock.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { News } from '../News.tsx';
import { StepForm } from '../StepForm.tsx';
import type { StepProps } from './step.ts';
import { usePreview } from './use-preview.ts';
import { useProxySetup } from './use-proxy-setup.ts';

/** Step 5: the nginx configuration for exactly this home, to save as a folder or to copy. */
export function SetUpProxy({ draft, home, change, goOn, goBack }: StepProps & { readonly home: Home }) {
  const t = useText();
  const { setup, hasName, isComplete, isSaved, save, call, field, savedNow } = useProxySetup(home, draft);
  const preview = usePreview(home.id, setup);
  const busy = call.phase === 'busy';
  const again = (
    <Button busy={busy} onClick={save}>
      {t('wizards.proxy.saveAgain')}
    </Button>
  );
  const byHand = (
    <Button variant="quiet" onClick={() => isComplete() && goOn()}>
      {t('wizards.proxy.byHand')}
    </Button>
  );
  return (
    <StepForm
      title={t('wizards.proxy.title')}
      intro={t('wizards.proxy.intro')}
      onBack={goBack}
      next={isSaved ? { onNext: () => goOn() } : { label: t('wizards.proxy.save'), onNext: save, busy }}
      aside={isSaved ? again : byHand}
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
      {hasName && (
        <Checkbox
          label={t('wizards.proxy.ipv6')}
          hint={t('wizards.proxy.ipv6Why')}
          checked={draft.proxyIpv6}
          onChange={(proxyIpv6) => change({ proxyIpv6 })}
        />
      )}
      <News>{isSaved && <SavedFolder home={home} savedNow={savedNow} />}</News>
      <CallFailure call={call} />
      {preview.phase === 'waiting' && <p className="lk-soft">{t('wizards.proxy.waiting')}</p>}
      {preview.phase === 'failed' && <FailureNote failure={preview.failure} />}
      {preview.phase === 'ready' && <Plan plan={preview.plan} />}
    </StepForm>
  );
}

function SavedFolder({ home: { proxy, server }, savedNow }: { readonly home: Home; readonly savedNow: SavedFile | null }) {
  const t = useText();
  if (proxy === null) return null;
  const title =
    savedNow === null
      ? t('wizards.proxy.savedBefore', { when: formatWhen(proxy.savedAt) })
      : t('wizards.proxy.saved', { file: savedNow.fileName, folder: savedNow.folderName });
  return (
    <div className="lk-stack">
      <Callout tone="good" title={title}>
        {t('wizards.proxy.savedText')}
      </Callout>
      {server.source === 'own' && (
        <Callout tone="warn" title={t('wizards.proxy.keyInClear')}>
          {t('wizards.proxy.keyInClearText', { folder: proxy.folder })}
        </Callout>
      )}
    </div>
  );
}

function Plan({ plan }: { readonly plan: DeployPlan }) {
  const t = useText();
  const configuration = plan.files.find(({ purpose }) => purpose === 'configuration')?.text ?? '';
  return (
    <>
      <CopyBlock label={t('wizards.proxy.configuration')} text={configuration} />
      <CopyBlock label={t('wizards.proxy.commands')} text={plan.commands.join('\n')} />
      <div>
        <CopyBlock label={t('wizards.proxy.homeAssistant')} text={plan.homeAssistant} />
        <p className="lk-field-hint">{t('wizards.proxy.homeAssistantWhy')}</p>
      </div>
    </>
  );
}
