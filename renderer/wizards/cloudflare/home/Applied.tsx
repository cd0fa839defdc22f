import { useState } from 'react';
import type { CloudflareApplied, CloudflareLeft } from '../../../../electron/contract/cloudflare.ts';
import type { Home } from '../../../../electron/contract/entities.ts';
import { useCall } from '../../../state/call.ts';
import { useDevices } from '../../../state/devices.ts';
import { useHomes } from '../../../state/homes.ts';
import { formatList } from '../../../text/format.ts';
import { useText } from '../../../text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Callout } from '../../../ui/Callout.tsx';
import { Card } from '../../../ui/Card.tsx';
import { Confirm } from '../../../ui/Dialog.tsx';
import { CallFailure } from '../../CallFailure.tsx';
import { News } from '../../News.tsx';

/** What was changed with a token, and the way to take it back; afterwards what was left alone. */
export function Applied({ home }: { readonly home: Home }) {
  const [left, setLeft] = useState<readonly CloudflareLeft[] | null>(null);
  const applied = home.cloudflare?.applied ?? null;
  return (
    <>
      {applied && <Undo home={home} applied={applied} onUndone={setLeft} />}
      <News>{left && <Undone left={left} />}</News>
    </>
  );
}

interface UndoProps {
  readonly home: Home;
  readonly applied: CloudflareApplied;
  readonly onUndone: (left: readonly CloudflareLeft[]) => void;
}

function Undo({ home, applied: { zone, rule, associated, keys }, onUndone }: UndoProps) {
  const t = useText();
  const [isAsking, setAsking] = useState(false);
  const { call, send } = useCall('cloudflare:undo');
  const { hostname: host } = new URL(home.url);
  const undo = async () => {
    const undone = await send({ homeId: home.id });
    if (undone === null) return;
    useHomes.getState().put(undone.home);
    void useDevices.getState().load();
    onUndone(undone.left);
  };
  const changes = [
    ...(rule ? [t('cloudflare.page.appliedKinds.rule')] : []),
    ...(associated === null ? [] : [t('cloudflare.page.appliedKinds.association', { host: associated })]),
    ...(keys.length > 0 ? [t('cloudflare.page.appliedKinds.certificate', { count: keys.length })] : []),
  ];
  return (
    <Card title={t('cloudflare.page.applied', { zone })}>
      <div className="lk-stack">
        <p className="lk-soft">{t('cloudflare.page.appliedText', { changes: formatList(changes) })}</p>
        <div>
          <Button onClick={() => setAsking(true)}>{t('cloudflare.page.undo')}</Button>
        </div>
      </div>
      {isAsking && (
        <Confirm
          title={t('cloudflare.page.undoTitle', { zone })}
          confirm={t('cloudflare.page.undoConfirm')}
          typedName={home.name}
          busy={call.phase === 'busy'}
          onConfirm={undo}
          onCancel={() => setAsking(false)}
        >
          <div className="lk-stack">
            <p>{t('cloudflare.page.undoText', { host })}</p>
            <CallFailure call={call} />
          </div>
        </Confirm>
      )}
    </Card>
  );
}

function Undone({ left }: { readonly left: readonly CloudflareLeft[] }) {
  const t = useText();
  return (
    <Callout tone={left.length > 0 ? 'warn' : 'good'} title={t('cloudflare.page.undone')}>
      {left.length === 0 && t('cloudflare.page.undoneAll')}
      {left.map(({ kind, reason }) => (
        <p key={kind}>{t(`cloudflare.page.left.${kind}.${reason}`)}</p>
      ))}
    </Callout>
  );
}
