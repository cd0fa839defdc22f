import type { Home } from '../../../electron/contract/entities.ts';
import { usePlace } from '../../state/place.ts';
import { formatDay } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';

/** Whether Cloudflare's rule guards a home, what it leaves open, and the way to its certificates. */
export function CloudflareCard({ home: { id, road, cloudflare } }: { readonly home: Home }) {
  const t = useText();
  const go = usePlace((store) => store.go);
  if (road !== 'cloudflare') return null;
  const rule = cloudflare?.rule ?? null;
  const facts =
    rule === null
      ? [t('cloudflare.card.open')]
      : [
          t('cloudflare.card.locked', { when: formatDay(rule.savedAt) }),
          ...(rule.openPaths.length > 0 ? [t('cloudflare.card.paths', { count: rule.openPaths.length })] : []),
          ...(rule.issuer === null ? [] : [t('cloudflare.card.pinned')]),
        ];
  return (
    <Card>
      <div className="lk-next">
        <div>
          <h2>{t('cloudflare.card.title')}</h2>
          <p className="lk-soft lk-home-below">{facts.join(' ')}</p>
        </div>
        {rule !== null && <Button onClick={() => go({ place: 'cloudflare-home', homeId: id })}>{t('cloudflare.card.action')}</Button>}
      </div>
    </Card>
  );
}
