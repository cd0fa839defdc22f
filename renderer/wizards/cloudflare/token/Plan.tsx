import type { ReactNode } from 'react';
import {
  type CloudflareChange,
  type CloudflarePlan,
  type CloudflareProgress,
  type CloudflareRuleFacts,
  certificateLimit,
} from '../../../../electron/contract/cloudflare.ts';
import type { PlanProgress } from '../../../state/cloudflare.ts';
import { useText } from '../../../text/text.ts';
import { Busy } from '../../../ui/Busy.tsx';
import { Card } from '../../../ui/Card.tsx';
import { CopyBlock } from '../../../ui/CopyBlock.tsx';
import { Pill } from '../../../ui/Pill.tsx';
import './Plan.css';

interface PlanProps {
  readonly plan: CloudflarePlan;
  readonly progress: PlanProgress;
}

/** Every change, as it is now and as it will be. */
export function Plan({ plan: { zone, host, changes }, progress }: PlanProps) {
  const t = useText();
  return (
    <>
      <h3>{t('cloudflare.plan.title', { zone: zone.name })}</h3>
      {changes.map((change) => (
        <Change key={change.kind} change={change} host={host} progress={progress[change.kind] ?? null} />
      ))}
    </>
  );
}

interface ChangeProps {
  readonly change: CloudflareChange;
  readonly host: string;
  readonly progress: CloudflareProgress | null;
}

function Change({ change, host, progress }: ChangeProps) {
  const t = useText();
  const facts = { host, name: change.kind === 'certificate' ? change.name : '' };
  return (
    <Card title={t(`cloudflare.plan.${change.kind}.title`, facts)} aside={<State change={change} progress={progress} />}>
      {change.phase === 'needed' && (
        <div className="lk-stack">
          {change.kind === 'certificate' && <CertificateChange change={change} />}
          {change.kind === 'association' && <AssociationChange change={change} />}
          {change.kind === 'rule' && <RuleChange change={change} />}
        </div>
      )}
    </Card>
  );
}

function State({ change: { phase }, progress }: Pick<ChangeProps, 'change' | 'progress'>) {
  const t = useText();
  if (progress?.phase === 'done') return <Pill tone="good">{t('cloudflare.plan.done')}</Pill>;
  if (progress) return <Busy label={t(`cloudflare.plan.${progress.phase}`)} />;
  return phase === 'there' ? <Pill tone="good">{t('cloudflare.plan.there')}</Pill> : null;
}

type ChangeOf<K extends CloudflareChange['kind']> = { readonly change: Extract<CloudflareChange, { readonly kind: K }> };

function CertificateChange({ change: { validityDays, after } }: ChangeOf<'certificate'>) {
  const t = useText();
  return <p className="lk-soft">{t('cloudflare.plan.certificate.text', { days: validityDays, used: after, limit: certificateLimit })}</p>;
}

function AssociationChange({ change: { before, after } }: ChangeOf<'association'>) {
  const t = useText();
  return (
    <>
      <p className="lk-soft">{t('cloudflare.plan.association.text')}</p>
      <NowAndThen before={before} after={after} />
    </>
  );
}

function RuleChange({ change: { before, replaces, added } }: ChangeOf<'rule'>) {
  const t = useText();
  const nameOf = ({ name, enabled }: Pick<CloudflareRuleFacts, 'name' | 'enabled'>) => {
    const shown = name || t('cloudflare.plan.rule.unnamed');
    return enabled ? shown : t('cloudflare.plan.rule.off', { name: shown });
  };
  const now = before.map(nameOf);
  return (
    <>
      <p className="lk-soft">{t(replaces ? 'cloudflare.plan.rule.replaces' : 'cloudflare.plan.rule.text')}</p>
      <NowAndThen before={now} after={replaces ? now : [...now, added.name]} />
      {replaces && <CopyBlock label={t('cloudflare.plan.before')} text={replaces.expression} wrap />}
      <CopyBlock label={t('cloudflare.rule.expression')} text={added.expression} wrap />
    </>
  );
}

/** Two lists side by side; what is new in the second stands out by a sign. */
function NowAndThen({ before, after }: { readonly before: readonly string[]; readonly after: readonly string[] }) {
  const t = useText();
  return (
    <dl className="lk-now-then">
      <div>
        <dt>{t('cloudflare.plan.before')}</dt>
        <List items={before} known={before} />
      </div>
      <div>
        <dt>{t('cloudflare.plan.after')}</dt>
        <List items={after} known={before} />
      </div>
    </dl>
  );
}

function List({ items, known }: { readonly items: readonly string[]; readonly known: readonly string[] }): ReactNode {
  const t = useText();
  if (items.length === 0) return <dd className="lk-soft">{t('cloudflare.plan.empty')}</dd>;
  return items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat.
    <dd key={index} className={known.includes(item) ? undefined : 'lk-now-then-new'}>
      {item}
    </dd>
  ));
}
