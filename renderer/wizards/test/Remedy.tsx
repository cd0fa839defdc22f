import type { ProbeReport } from '../../../electron/contract/probe.ts';
import { useText } from '../../text/text.ts';
import { CopyBlock } from '../../ui/CopyBlock.tsx';
import { causeWords } from './words.ts';
import './Remedy.css';

/** What is wrong, what to do about it, and what else it may be; nothing where all is well. */
export function Remedy({ report }: { readonly report: ProbeReport }) {
  const t = useText();
  const { cause, runnerUp } = report;
  if (cause === null) return null;
  const say = causeWords(report, t);
  return (
    <div className="lk-remedy">
      <p>
        {cause.confidence !== 'certain' && <strong>{t(`test.${cause.confidence}`)} </strong>}
        {say(cause).text}
      </p>
      <Fix text={say(cause).fix} />
      {runnerUp !== null && (
        <p className="lk-soft">
          {t('test.orElse', { cause: say(runnerUp).text })} {t(`probe.whyNot.${runnerUp.whyNot}`)}
        </p>
      )}
    </div>
  );
}

/** What to do in words; the lines after them are to be pasted. */
function Fix({ text }: { readonly text: string }) {
  const t = useText();
  const [words = '', ...lines] = text.split('\n');
  return (
    <>
      <p>{words}</p>
      {lines.length > 0 && <CopyBlock label={t('test.fixLabel')} text={lines.join('\n')} />}
    </>
  );
}
