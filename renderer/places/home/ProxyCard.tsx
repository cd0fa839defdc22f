import type { Home } from '../../../electron/contract/entities.ts';
import { usePlace } from '../../state/place.ts';
import { formatWhen } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';

/** Which proxy stands in front of a home, what it leaves open, and the way to its files. */
export function ProxyCard({ home: { id, proxy, road, deviceAuthorityId } }: { readonly home: Home }) {
  const t = useText();
  const go = usePlace((store) => store.go);
  if (road !== 'proxy' || deviceAuthorityId === null) return null;
  const facts =
    proxy === null
      ? [t('proxy.card.byHand')]
      : [
          t('proxy.card.saved', { when: formatWhen(proxy.savedAt) }),
          ...(proxy.openPaths.length > 0 ? [t('proxy.card.open', { count: proxy.openPaths.length })] : []),
          ...(proxy.insidePort === null ? [] : [t('proxy.card.inside', { port: proxy.insidePort })]),
        ];
  return (
    <Card>
      <div className="lk-next">
        <div>
          <h2>{proxy === null ? t('proxy.card.title') : t(`proxy.targets.${proxy.target}.name`)}</h2>
          <p className="lk-soft lk-home-below">{facts.join(' ')}</p>
        </div>
        <Button onClick={() => go({ place: 'proxy-files', homeId: id })}>{t('proxy.card.action')}</Button>
      </div>
    </Card>
  );
}
