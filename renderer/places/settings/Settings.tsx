import { useApp } from '../../state/app.ts';
import { useSettings } from '../../state/settings.ts';
import { useVault } from '../../state/vault.ts';
import { useText } from '../../text/text.ts';
import { Callout } from '../../ui/Callout.tsx';
import { Card } from '../../ui/Card.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Page } from '../../ui/Page.tsx';
import { Select } from '../../ui/Select.tsx';
import './Settings.css';

/** Appearance, language, what protects the keys and where things lie. */
export function SettingsPlace() {
  const t = useText();
  const { settings, failure, change } = useSettings();
  const version = useApp((store) => store.facts?.version);
  return (
    <Page title={t('places.settings.title')} subtitle={t('places.settings.subtitle')}>
      <Card>
        <div className="lk-stack">
          <Choice
            legend={t('places.settings.appearance')}
            layout="row"
            value={settings.appearance}
            onChange={(appearance) => change({ appearance })}
            options={[
              { value: 'system', label: t('places.settings.system') },
              { value: 'light', label: t('places.settings.light') },
              { value: 'dark', label: t('places.settings.dark') },
            ]}
          />
          <Select
            label={t('places.settings.language')}
            hint={t('places.settings.languageHint')}
            value={settings.language}
            onChange={(language) => change({ language })}
            options={[
              { value: 'system', label: t('places.settings.languageSystem') },
              { value: 'en', label: t('places.settings.en') },
            ]}
          />
          {failure && <FailureNote failure={failure} />}
        </div>
      </Card>
      <Protection />
      <Card title={t('places.settings.stored')}>
        <dl className="lk-settings-stored">
          {(['Keys', 'Records', 'Passphrases', 'Network'] as const).map((thing) => (
            <div key={thing}>
              <dt>{t(`places.settings.stored${thing}`)}</dt>
              <dd>{t(`places.settings.stored${thing}Text`)}</dd>
            </div>
          ))}
        </dl>
      </Card>
      {version !== undefined && <p className="lk-soft">{t('places.settings.version', { version })}</p>}
    </Page>
  );
}

function Protection() {
  const t = useText();
  const status = useVault((store) => store.status);
  const keychain = useApp((store) => store.facts?.keychain ?? '');
  if (status?.phase !== 'open') return null;
  return status.protection === 'keychain' ? (
    <Callout tone="good" title={t('places.settings.keychain', { keychain })}>
      {t('places.settings.keychainText')}
    </Callout>
  ) : (
    <Callout tone="good" title={t('places.settings.passphrase')}>
      {t('places.settings.passphraseText')}
    </Callout>
  );
}
