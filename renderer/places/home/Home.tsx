import type { Home } from '../../../electron/contract/entities.ts';
import { beginDevice, useCloudflareDraft } from '../../state/cloudflare-draft.ts';
import { useDevices } from '../../state/devices.ts';
import { useDraft } from '../../state/draft.ts';
import { useHomes } from '../../state/homes.ts';
import { chooseImport } from '../../state/imports.ts';
import { usePlace } from '../../state/place.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { Page } from '../../ui/Page.tsx';
import { HomeCards } from './HomeCards.tsx';
import { Welcome } from './Welcome.tsx';
import './Home.css';

/** The first place: how each door stands and what to do next; the welcome while there is none. */
export function HomePlace() {
  const t = useText();
  const homes = useHomes((store) => store.items);
  const [first] = homes;
  if (first === undefined) return <Welcome />;
  if (homes.length === 1) {
    return (
      <Page title={first.name} subtitle={<span className="lk-mono">{first.url}</span>} actions={<HomeActions home={first} />}>
        <UnfinishedHome />
        <HomeCards home={first} />
        <MoreHomes />
      </Page>
    );
  }
  return (
    <Page title={t('places.home.title')} subtitle={t('places.home.subtitle', { count: homes.length })}>
      <UnfinishedHome />
      {homes.map((home) => (
        <section key={home.id} className="lk-stack lk-home" aria-label={home.name}>
          <header className="lk-row">
            <div>
              <h2>{home.name}</h2>
              <span className="lk-mono lk-soft">{home.url}</span>
            </div>
            <div className="lk-row lk-push">
              <HomeActions home={home} />
            </div>
          </header>
          <HomeCards home={home} />
        </section>
      ))}
      <MoreHomes />
    </Page>
  );
}

function HomeActions({ home }: { readonly home: Home }) {
  const t = useText();
  const go = usePlace((store) => store.go);
  const device = useDevices((store) => store.items.find(({ homeId, revoked }) => homeId === home.id && revoked === null));
  const canAdd = home.road === 'proxy' ? home.deviceAuthorityId !== null : (home.cloudflare?.rule ?? null) !== null;
  const add = () => {
    if (home.road === 'proxy') return go({ place: 'add-device', homeId: home.id });
    beginDevice(home, null);
    go({ place: 'cloudflare' });
  };
  return (
    <>
      {canAdd && <Button onClick={add}>{t('places.addDevice')}</Button>}
      <Button onClick={() => go({ place: 'test', homeId: home.id, deviceId: device?.id ?? null })}>{t('places.testConnection')}</Button>
    </>
  );
}

/** A wizard that was left before its home was even made; one with a home is that home's next step. */
function UnfinishedHome() {
  const t = useText();
  const go = usePlace((store) => store.go);
  const drafts = { 'own-proxy': useDraft((store) => store.draft), cloudflare: useCloudflareDraft((store) => store.draft) };
  return wizards
    .filter((place) => drafts[place]?.homeId === null)
    .map((place) => (
      <Callout
        key={place}
        tone="neutral"
        title={t('places.welcome.resume')}
        actions={<Button onClick={() => go({ place })}>{t('places.home.next.resume.action')}</Button>}
      >
        {t('places.welcome.resumeTextNew')}
      </Callout>
    ));
}

/** The wizards that set a home up. */
const wizards = ['own-proxy', 'cloudflare'] as const;

function MoreHomes() {
  const t = useText();
  const go = usePlace((store) => store.go);
  return (
    <div className="lk-row lk-home-more">
      <Button variant="quiet" icon="plus" onClick={() => go({ place: 'begin' })}>
        {t('places.home.add')}
      </Button>
      <Button variant="quiet" icon="file" onClick={chooseImport}>
        {t('places.home.lookInside')}
      </Button>
    </div>
  );
}
