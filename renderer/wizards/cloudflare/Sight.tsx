import { useEffect } from 'react';
import type { CloudflareCause, CloudflareCheck, CloudflareCheckId } from '../../../electron/contract/cloudflare.ts';
import type { Home } from '../../../electron/contract/entities.ts';
import { checksOf, useCloudflareLook } from '../../state/cloudflare.ts';
import { useText } from '../../text/text.ts';
import { Spinner } from '../../ui/Busy.tsx';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { RungSign, rungStateText } from '../../ui/Ladder.tsx';

interface SightProps {
  readonly home: Home;
  /** What belongs to the step at hand. */
  readonly ids: readonly CloudflareCheckId[];
}

/** What the app sees of a home from outside. It looks when the step opens, and whenever the user comes back to the window. */
export function Sight({ home, ids }: SightProps) {
  const t = useText();
  const { homeId, look, start } = useCloudflareLook();
  useEffect(() => {
    const again = () => void start(home.id);
    again();
    window.addEventListener('focus', again);
    return () => window.removeEventListener('focus', again);
  }, [home.id, start]);
  const checks = homeId === home.id ? checksOf(look).filter(({ id }) => ids.includes(id)) : [];
  const isLooking = look.phase === 'looking';
  return (
    <Card
      title={t('cloudflare.checks.title')}
      aside={
        <Button variant="quiet" busy={isLooking} onClick={() => void start(home.id)}>
          {t(isLooking ? 'cloudflare.checks.looking' : 'cloudflare.checks.again')}
        </Button>
      }
    >
      <div role="status">
        {look.phase === 'failed' && <FailureNote failure={look.failure} />}
        <ol className="lk-ladder">
          {(look.phase === 'failed' ? [] : ids).map((id) => (
            <CheckLine key={id} id={id} check={checks.find((each) => each.id === id)} host={new URL(home.url).hostname} />
          ))}
        </ol>
      </div>
    </Card>
  );
}

/** As a rung of the ladder would say it. */
const rung = { passed: 'passed', failed: 'failed', unknown: 'skipped' } as const satisfies Record<CloudflareCheck['state'], string>;

interface CheckLineProps {
  readonly id: CloudflareCheckId;
  readonly check: CloudflareCheck | undefined;
  readonly host: string;
}

function CheckLine({ id, check, host }: CheckLineProps) {
  const t = useText();
  const words = useCheckWords(id, check, host);
  const state = check ? rung[check.state] : null;
  return (
    <li className={`lk-rung lk-rung-${state ?? 'coming'}`}>
      {state === null ? <Spinner /> : <RungSign state={state} />}
      <div className="lk-rung-words">
        <strong>{t(`cloudflare.checks.${id}.name`)}</strong>
        {state !== null && <span className="lk-hidden">{t(rungStateText[state])}</span>}
        <p>{words}</p>
      </div>
    </li>
  );
}

/** Causes of their own, where nothing can be said; all others belong to an earlier check. */
const undecided: readonly (CloudflareCause | null)[] = ['nameservers-not-found', 'nameservers-elsewhere', 'door-locked'];

function useCheckWords(id: CloudflareCheckId, check: CloudflareCheck | undefined, host: string): string {
  const t = useText();
  if (check === undefined) return t('cloudflare.checks.looking');
  const { state, cause, facts } = check;
  if (cause === null) return t(`cloudflare.checks.${id}.passed`, { host, ...facts });
  return state === 'unknown' && !undecided.includes(cause)
    ? t('cloudflare.checks.notYet')
    : t(`cloudflare.causes.${cause}`, { host, ...facts });
}
