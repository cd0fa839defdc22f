import type { Finding } from '../../electron/contract/entities.ts';
import { useText } from '../text/text.ts';
import { Callout } from '../ui/Callout.tsx';
import { News } from './News.tsx';
import { isError } from './use-findings.ts';

/** What lint said to a plan, in words: what stops it, or else what to know before it is confirmed once more. */
export function FindingsNote({ findings }: { readonly findings: readonly Finding[] }) {
  const t = useText();
  const errors = findings.filter(isError);
  const shown = errors.length > 0 ? errors : findings;
  return (
    <News>
      {shown.length > 0 && (
        <Callout tone={errors.length > 0 ? 'bad' : 'warn'} title={t(errors.length > 0 ? 'wizards.refused' : 'wizards.warned')}>
          {shown.map(({ code, facts }) => (
            <p key={code}>
              {t(`findings.${code}.what`, facts)} {t(`findings.${code}.fix`, facts)}
            </p>
          ))}
        </Callout>
      )}
    </News>
  );
}
