import { formatDate } from '../text/format.ts';
import { useText } from '../text/text.ts';
import { More } from '../wizards/More.tsx';
import type { CommandFacts, Guide } from './guide.ts';
import './guides.css';

/** What goes wrong and how to see why, what cannot be done, and how old these words are. */
export function GuideHelp({ guide: { troubles, limits, log, checkedOn }, facts }: { readonly guide: Guide; readonly facts: CommandFacts }) {
  const t = useText();
  return (
    <>
      <More label={t('guides.troubles')}>
        {troubles.map((id) => (
          <section key={id} className="lk-guide-trouble">
            <h3>{t(`guides.trouble.${id}.symptom`)}</h3>
            <Lines lines={t(`guides.trouble.${id}.causes`, { returnObjects: true, ...facts })} />
          </section>
        ))}
        {log !== null && (
          <section className="lk-guide-trouble">
            <h3>{t('guides.logs')}</h3>
            <p className="lk-soft">{t(`guides.log.${log}`)}</p>
          </section>
        )}
      </More>
      {limits.length > 0 && (
        <More label={t('guides.limits')}>
          <Lines lines={limits.map((id) => t(`guides.limit.${id}`))} />
        </More>
      )}
      <p className="lk-soft lk-small">
        {t('guides.passphrase')} {t('guides.checked', { date: formatDate(checkedOn) })}
      </p>
    </>
  );
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul className="lk-guide-lines lk-soft">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
