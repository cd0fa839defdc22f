import type { ProxyTarget } from '../../../electron/contract/deploy.ts';
import type { Home } from '../../../electron/contract/entities.ts';
import { useHomes } from '../../state/homes.ts';
import { folderFor, targetsFor } from '../../state/proxy-input.ts';
import { useText } from '../../text/text.ts';
import { TargetChoice } from '../proxy/TargetChoice.tsx';
import { StepForm } from '../StepForm.tsx';
import type { StepProps } from './step.ts';

/** Step 5: which proxy stands in front of Home Assistant. */
export function ChooseTarget({ draft, home, change, goOn, goBack }: StepProps & { readonly home: Home }) {
  const t = useText();
  const homes = useHomes((store) => store.items);
  const targets = targetsFor(home);
  const target = targets.find((each) => each === draft.proxyTarget) ?? 'nginx';
  const choose = (proxyTarget: ProxyTarget) => ({ proxyTarget, proxyFolder: folderFor(proxyTarget, draft.proxyFolder, home, homes) });
  return (
    <StepForm title={t('proxy.choose.title')} intro={t('proxy.choose.intro')} onBack={goBack} next={{ onNext: () => goOn(choose(target)) }}>
      <TargetChoice home={home} value={target} onChange={(chosen) => change(choose(chosen))} />
    </StepForm>
  );
}
