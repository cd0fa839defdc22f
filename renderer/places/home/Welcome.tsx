import { useDraft } from '../../state/draft.ts';
import { chooseImport } from '../../state/imports.ts';
import { usePlace } from '../../state/place.ts';
import { useText } from '../../text/text.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import './Welcome.css';

/** First run: two ways to begin, or the one that was left unfinished. */
export function Welcome() {
  const t = useText();
  const go = usePlace((store) => store.go);
  const draft = useDraft((store) => store.draft);
  const resumed = draft?.homeName.trim()
    ? t('places.welcome.resumeText', { home: draft.homeName.trim() })
    : t('places.welcome.resumeTextNew');
  return (
    <Page title={t('places.welcome.title')} subtitle={t('places.welcome.subtitle')}>
      <div className="lk-welcome-choices">
        <BigChoice
          icon="proxy"
          title={draft ? t('places.welcome.resume') : t('places.welcome.proxy')}
          text={draft ? resumed : t('places.welcome.proxyText')}
          onPick={() => go({ place: 'own-proxy' })}
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
