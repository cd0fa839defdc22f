import { useState } from 'react';
import type { Home } from '../../../electron/contract/entities.ts';
import { useHomes } from '../../state/homes.ts';
import { usePlace } from '../../state/place.ts';
import { emptyProxyInput, folderFor, inputOf, targetsFor } from '../../state/proxy-input.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { Select } from '../../ui/Select.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { StepForm } from '../StepForm.tsx';
import { useEscape } from '../use-escape.ts';
import { Changes } from './Changes.tsx';
import { ProxyFields } from './ProxyFields.tsx';
import { ProxyPlan } from './ProxyPlan.tsx';
import { SavedFolder } from './SavedFolder.tsx';
import { usePreview } from './use-preview.ts';
import { useProxySetup } from './use-proxy-setup.ts';
import { useProxyWords } from './words.ts';

/** The proxy of a home after its set-up: its files once more, and what changes with it. */
export function ProxyPage({ homeId }: { readonly homeId: string }) {
  const home = useHomes((store) => store.items.find(({ id }) => id === homeId));
  return home === undefined ? null : <ProxyOf home={home} />;
}

function ProxyOf({ home }: { readonly home: Home }) {
  const t = useText();
  const go = usePlace((place) => place.go);
  const homes = useHomes((store) => store.items);
  const [before] = useState(home.proxy);
  const [input, setInput] = useState(() => startOf(home, homes));
  const { setup, isSaved, save, call, field, savedNow } = useProxySetup(home, input);
  const preview = usePreview(home.id, setup);
  const words = useProxyWords(input.proxyTarget);
  const busy = call.phase === 'busy';
  const leave = () => go({ place: 'home' });
  useEscape(leave);
  const again = (
    <Button busy={busy} onClick={save}>
      {t('proxy.saveAgain')}
    </Button>
  );
  return (
    <Page title={t('proxy.page.title', { home: home.name })} subtitle={t('proxy.page.subtitle')}>
      <div className="lk-step-column">
        <StepForm
          title={t('proxy.title', words)}
          onBack={leave}
          next={isSaved ? { label: t('proxy.page.done'), onNext: leave } : { label: t('proxy.save'), onNext: save, busy }}
          aside={isSaved && again}
        >
          <Select
            label={t('proxy.page.target')}
            value={input.proxyTarget}
            onChange={(proxyTarget) =>
              setInput({ ...input, proxyTarget, proxyFolder: folderFor(proxyTarget, input.proxyFolder, home, homes) })
            }
            options={targetsFor(home).map((value) => ({ value, label: t(`proxy.targets.${value}.name`) }))}
          />
          <ProxyFields home={home} input={input} change={(patch) => setInput((typed) => ({ ...typed, ...patch }))} field={field} />
          {before !== null && setup !== null && preview.phase === 'ready' && (
            <Changes homeId={home.id} before={before} setup={setup} plan={preview.plan} />
          )}
          <SavedFolder home={home} isSaved={isSaved} savedNow={savedNow} />
          <CallFailure call={call} />
          <ProxyPlan target={input.proxyTarget} preview={preview} />
        </StepForm>
      </div>
    </Page>
  );
}

/** What was saved last; a home whose files were copied by hand begins anew. */
function startOf(home: Home, homes: readonly Home[]) {
  if (home.proxy !== null) return inputOf(home.proxy);
  return { ...emptyProxyInput, proxyFolder: folderFor(emptyProxyInput.proxyTarget, emptyProxyInput.proxyFolder, home, homes) };
}
