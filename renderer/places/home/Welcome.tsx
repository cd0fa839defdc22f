import { useCloudflareDraft } from '../../state/cloudflare-draft.ts';
import { useDraft } from '../../state/draft.ts';
import { chooseImport } from '../../state/imports.ts';
import { usePlace } from '../../state/place.ts';
import { useText } from '../../text/text.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import './Welcome.css';

/** The ways to begin, or to go on with what was left unfinished. */
export function Welcome() {
  const t = useText();
  const go = usePlace((store) => store.go);
  return (
    <Page title={t('places.welcome.title')} subtitle={t('places.welcome.subtitle')}>
      <div className="lk-welcome-choices">
        <Road draft={useDraft((store) => store.draft)} icon="proxy" words="proxy" onPick={() => go({ place: 'own-proxy' })} />
        <Road
          draft={useCloudflareDraft((store) => store.draft)}
          icon="cloud"
          words="cloudflare"
          onPick={() => go({ place: 'cloudflare' })}
        />
        <BigChoice icon="file" title={t('places.welcome.bundle')} text={t('places.welcome.bundleText')} onPick={chooseImport} />
      </div>
      <section className="lk-welcome-how">
        <h2>{t('places.welcome.how')}</h2>
        <ol>
          <li>{t('places.welcome.how1')}</li>
          <li>{t('places.welcome.how2')}</li>
          <li>{t('places.welcome.how3')}</li>
        </ol>
      </section>
    </Page>
  );
}

interface RoadProps extends Pick<BigChoiceProps, 'icon' | 'onPick'> {
  readonly draft: { readonly homeName: string } | null;
  readonly words: 'proxy' | 'cloudflare';
}

/** A way to lock a door, or to go on with it where it was left. */
function Road({ draft, words, ...choice }: RoadProps) {
  const t = useText();
  if (draft === null) return <BigChoice title={t(`places.welcome.${words}`)} text={t(`places.welcome.${words}Text`)} {...choice} />;
  const home = draft.homeName.trim();
  const text = home === '' ? t('places.welcome.resumeTextNew') : t('places.welcome.resumeText', { home });
  return <BigChoice title={t('places.welcome.resume')} text={text} {...choice} />;
}

interface BigChoiceProps {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly onPick: () => void;
}

function BigChoice({ icon, title, text, onPick }: BigChoiceProps) {
  return (
    <button type="button" className="lk-welcome-choice" onClick={onPick}>
      <span className="lk-welcome-sign">
        <Icon name={icon} size={22} />
      </span>
      <strong>{title}</strong>
      <span className="lk-soft">{text}</span>
      <span className="lk-welcome-go">
        <Icon name="chevron" />
      </span>
    </button>
  );
}
