import type { Handoff } from '../../../electron/contract/handoff.ts';
import { useApp } from '../../state/app.ts';
import { useText } from '../../text/text.ts';
import { Callout } from '../../ui/Callout.tsx';
import { CopyBlock } from '../../ui/CopyBlock.tsx';
import { More } from '../More.tsx';
import { Numbered } from '../phone/Numbered.tsx';
import { firewallCommands } from './firewall.ts';

/** Nobody has come: what may be in the way, the likeliest first. */
export function HandoffTrouble({ handoff: { url, address, answersHere } }: { readonly handoff: Handoff }) {
  const t = useText();
  const platform = useApp((store) => store.facts?.platform ?? 'linux');
  const network = t(`handoff.networks.${address.kind}`, { name: address.interface, address: address.address });
  return (
    <Callout tone="warn" title={t('handoff.trouble.title')}>
      <div className="lk-stack">
        <p>{t(answersHere ? 'handoff.trouble.answersHere' : 'handoff.trouble.silentHere')}</p>
        <Numbered lines={[...t('handoff.trouble.steps', { returnObjects: true, network }), t(`handoff.trouble.firewall.${platform}`)]} />
        <More label={t('handoff.trouble.commands')}>
          {firewallCommands(platform, url).map(({ step, command }) => (
            <CopyBlock key={step} text={command} label={t(`handoff.trouble.command.${step}`)} wrap />
          ))}
        </More>
      </div>
    </Callout>
  );
}
