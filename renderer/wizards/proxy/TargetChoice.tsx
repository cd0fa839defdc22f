import { type ProxyTarget, proxyTargets } from '../../../electron/contract/deploy.ts';
import type { Home } from '../../../electron/contract/entities.ts';
import { hostOf, targetsFor } from '../../state/proxy-input.ts';
import { useText } from '../../text/text.ts';
import { Choice } from '../../ui/Choice.tsx';

interface TargetChoiceProps {
  readonly home: Home;
  readonly value: ProxyTarget;
  readonly onChange: (target: ProxyTarget) => void;
}

/** Every proxy that Latchkey can set up for a home, with a line on who has it. */
export function TargetChoice({ home, value, onChange }: TargetChoiceProps) {
  const t = useText();
  const targets = targetsFor(home);
  return (
    <>
      <div className="lk-legend-hidden">
        <Choice
          legend={t('proxy.choose.title')}
          layout="grid"
          value={value}
          onChange={onChange}
          options={targets.map((target) => ({
            value: target,
            label: t(`proxy.targets.${target}.name`),
            description: t(`proxy.targets.${target}.who`),
          }))}
        />
      </div>
      {targets.length < proxyTargets.length && <p className="lk-soft">{t('proxy.choose.needsName', { host: hostOf(home.url) })}</p>}
    </>
  );
}
