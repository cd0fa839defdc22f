import type { Home } from '../../../electron/contract/entities.ts';
import { useDraft } from '../../state/draft.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { ProxyFields } from '../proxy/ProxyFields.tsx';
import { ProxyPlan } from '../proxy/ProxyPlan.tsx';
import { SavedFolder } from '../proxy/SavedFolder.tsx';
import { usePreview } from '../proxy/use-preview.ts';
import { useProxySetup } from '../proxy/use-proxy-setup.ts';
import { useProxyWords } from '../proxy/words.ts';
import { StepForm } from '../StepForm.tsx';
import type { StepProps } from './step.ts';

/** Step 6: the configuration for exactly this home, to save as a folder or to copy. */
export function SetUpProxy({ draft, home, change, goOn, goBack }: StepProps & { readonly home: Home }) {
  const t = useText();
  const { setup, isComplete, isSaved, save, call, field, savedNow } = useProxySetup(home, draft);
  const preview = usePreview(home.id, setup);
  const words = useProxyWords(draft.proxyTarget);
  const busy = call.phase === 'busy';
  const saveBoth = async () => {
    await useDraft.getState().flush(); // whoever quits right after finds the set-up that the folder has
    await save();
  };
  const again = (
    <Button busy={busy} onClick={saveBoth}>
      {t('proxy.saveAgain')}
    </Button>
  );
  const byHand = (
    <Button variant="quiet" onClick={() => isComplete() && goOn()}>
      {t('proxy.byHand')}
    </Button>
  );
  return (
    <StepForm
      title={t('proxy.title', words)}
      intro={t('proxy.intro')}
      onBack={goBack}
      next={isSaved ? { onNext: () => goOn() } : { label: t('proxy.save'), onNext: saveBoth, busy }}
      aside={isSaved ? again : byHand}
    >
      <ProxyFields home={home} input={draft} change={change} field={field} />
      <SavedFolder home={home} isSaved={isSaved} savedNow={savedNow} />
      <CallFailure call={call} />
      <ProxyPlan target={draft.proxyTarget} preview={preview} />
    </StepForm>
  );
}
