import type { ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Pill } from '../../ui/Pill.tsx';
import { Numbered } from '../phone/Numbered.tsx';
import { type Destination, LinkTo } from './LinkTo.tsx';
import type { TaskId, Ticks } from './use-ticks.ts';
import './cloudflare.css';

interface TaskProps {
  readonly id: TaskId;
  readonly ticks: Ticks;
  /** The host of the home: `ha.example.org`. */
  readonly host: string;
  readonly link?: Destination;
  readonly children?: ReactNode;
}

/** Something to do at Cloudflare or at home: where, what, and a box to tick. What was seen from here is ticked already. */
export function Task({ id, ticks, host, link, children }: TaskProps) {
  const t = useText();
  const lines = t(`cloudflare.tasks.${id}.steps`, { returnObjects: true });
  return (
    <section className="lk-task">
      <div className="lk-task-head">
        <Checkbox
          label={t(`cloudflare.tasks.${id}.title`, { host })}
          checked={ticks.isTicked(id)}
          onChange={(ticked) => ticks.tick(id, ticked)}
        />
        {ticks.isSeen(id) && <Pill tone="good">{t('cloudflare.seen')}</Pill>}
      </div>
      <div className="lk-task-body lk-soft">
        {lines.length > 1 ? <Numbered lines={lines} /> : <p>{lines[0]}</p>}
        {link && <LinkTo place={link} />}
        {children}
      </div>
    </section>
  );
}
