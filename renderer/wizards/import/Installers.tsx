import type { TargetVerdict } from '../../../electron/contract/inspection.ts';
import { useText } from '../../text/text.ts';
import { Card } from '../../ui/Card.tsx';
import { Pill } from '../../ui/Pill.tsx';
import './import.css';

const tones = { takes: 'good', 'may-refuse': 'warn', refuses: 'bad' } as const;

/** Whether each kind of device takes the file as it is. */
export function Installers({ targets }: { readonly targets: readonly TargetVerdict[] }) {
  const t = useText();
  return (
    <Card title={t('import.installers')}>
      <dl className="lk-installers">
        {targets.map(({ target, verdict }) => (
          <div key={target}>
            <dt>{t(`targets.name.${target}`)}</dt>
            <dd>
              <Pill tone={tones[verdict]}>{t(`targets.verdict.${verdict}`)}</Pill>
            </dd>
          </div>
        ))}
      </dl>
      <p className="lk-soft lk-small">{t('import.installersNote')}</p>
    </Card>
  );
}
