import { useState } from 'react';
import type { Home } from '../../../../electron/contract/entities.ts';
import { draftOf } from '../../../state/cloudflare-progress.ts';
import { useDevices } from '../../../state/devices.ts';
import { useHomes } from '../../../state/homes.ts';
import { usePlace } from '../../../state/place.ts';
import { useText } from '../../../text/text.ts';
import { Page } from '../../../ui/Page.tsx';
import { useEscape } from '../../use-escape.ts';
import { Rule } from '../Rule.tsx';

/** The rule of a home after its set-up: what stays open, chosen anew. */
export function ChangeRule({ homeId }: { readonly homeId: string }) {
  const home = useHomes((store) => store.items.find(({ id }) => id === homeId));
  return home === undefined ? null : <ChangeRuleOf home={home} />;
}

function ChangeRuleOf({ home }: { readonly home: Home }) {
  const t = useText();
  const go = usePlace((place) => place.go);
  const [draft, setDraft] = useState(() => draftOf(home));
  const device = useDevices((store) => store.items.findLast(({ homeId, revoked }) => homeId === home.id && revoked === null)) ?? null;
  const leave = () => go({ place: 'cloudflare-home', homeId: home.id });
  useEscape(leave);
  return (
    <Page title={t('cloudflare.page.title', { home: home.name })} subtitle={t('cloudflare.page.subtitle')}>
      <div className="lk-step-column">
        <Rule
          draft={draft}
          made={{ home, request: null, device }}
          home={home}
          change={(patch) => setDraft((typed) => ({ ...typed, ...patch }))}
          goOn={leave}
          goBack={leave}
        />
      </div>
    </Page>
  );
}
