import type { Device, Home } from '../../electron/contract/entities.ts';
import { formatDate } from '../text/format.ts';
import { useText } from '../text/text.ts';
import { Callout } from '../ui/Callout.tsx';
import { Card } from '../ui/Card.tsx';
import { Choice } from '../ui/Choice.tsx';
import { CallFailure } from '../wizards/CallFailure.tsx';
import { GuideHelp } from './GuideHelp.tsx';
import { GuideSteps } from './GuideSteps.tsx';
import type { Guide } from './guide.ts';
import { isStale } from './stale.ts';
import { useProgress } from './use-progress.ts';

interface DeviceGuideProps {
  readonly title: string;
  readonly device: Device;
  readonly home: Home | null;
}

/** How a device gets its certificate, in the app that it is for; what was ticked off stays with the device. */
export function DeviceGuide({ title, device, home }: DeviceGuideProps) {
  const t = useText();
  const { known, guide, ticked, choose, tick, call } = useProgress(device);
  const facts = { url: home?.url ?? t('guides.yourAddress'), device: device.name };
  return (
    <Card title={title} aside={<Done guide={guide} ticked={ticked} />}>
      <div className="lk-stack">
        {known.length > 1 && (
          <Choice
            layout="chips"
            legend={t('guides.which')}
            value={guide.id}
            onChange={choose}
            options={known.map(({ id }) => ({ value: id, label: t(`guides.name.${id}`) }))}
          />
        )}
        {isStale(guide.checkedOn, new Date()) && (
          <Callout tone="neutral" title={t('guides.stale', { date: formatDate(guide.checkedOn) })}>
            {t('guides.staleText')}
          </Callout>
        )}
        <GuideSteps guide={guide} ticked={ticked} facts={facts} onTick={tick} />
        <CallFailure call={call} />
        <GuideHelp guide={guide} facts={facts} />
      </div>
    </Card>
  );
}

function Done({ guide: { steps }, ticked }: { readonly guide: Guide; readonly ticked: readonly string[] }) {
  const t = useText();
  const done = steps.filter((step) => ticked.includes(step)).length;
  return <span role="status">{done === steps.length ? t('guides.allDone') : t('guides.done', { done, total: steps.length })}</span>;
}
