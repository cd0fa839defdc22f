import { evidenceLabels, type ProbeReport, type Rung } from '../../../electron/contract/probe.ts';
import { formatMs } from '../../text/format.ts';
import type { useText } from '../../text/text.ts';
import { wordsFor } from '../../ui/verdict.ts';
import { type CauseWords, causeWords, factsOf } from './words.ts';

type Text = ReturnType<typeof useText>;

/**
 * A report to paste into a forum or an issue.
 *
 * @returns Markdown. Whatever a server said stands in code blocks that it cannot end, so that it is never read as markup.
 */
export function reportMarkdown(report: ProbeReport, t: Text): string {
  const words = factsOf(report);
  const lines = [
    `## ${inline(t('test.report.title', { url: report.url }))}`,
    '',
    `**${t(`probe.verdicts.${report.verdict}.word`, words)}.** ${inline(t(`probe.verdicts.${report.verdict}.sentence`, words))}`,
    '',
    ...causeLines(report, t),
    ...factLines(report, t),
    ...report.rungs.flatMap((rung) => ['', ...rungLines(rung, t)]),
    '',
    t('test.report.note'),
  ];
  return `${lines.join('\n')}\n`;
}

function causeLines(report: ProbeReport, t: Text): readonly string[] {
  const { cause, runnerUp } = report;
  if (cause === null) return [];
  const say = causeWords(report, t);
  const confidence = cause.confidence === 'certain' ? '' : `${t(`test.${cause.confidence}`)} `;
  const other = runnerUp && `${inline(say(runnerUp).text)} ${t(`probe.whyNot.${runnerUp.whyNot}`)} (\`${runnerUp.code}\`)`;
  return [
    `**${t('test.report.cause')}:** ${confidence}${inline(say(cause).text)} (\`${cause.code}\`)`,
    '',
    ...fixLines(say(cause), t),
    '',
    ...(other === null ? [] : [`**${t('test.report.runnerUp')}:** ${other}`, '']),
  ];
}

function fixLines({ fix }: CauseWords, t: Text): readonly string[] {
  const [words = '', ...pasted] = fix.split('\n');
  const said = `**${t('test.report.fix')}:** ${inline(words)}`;
  return pasted.length === 0 ? [said] : [said, '', ...fenced(pasted.join('\n'))];
}

function factLines(report: ProbeReport, t: Text): readonly string[] {
  const fact = (label: string, value: string) => `- **${label}:** ${inline(value)}`;
  const took = { duration: formatMs(report.durationMs), count: report.connections };
  return [
    fact(t('test.report.when'), report.startedAt),
    fact(t('test.report.duration'), t('test.report.took', took)),
    fact(t('test.report.device'), report.device ?? t('test.report.stranger')),
    ...(report.homeAssistantVersion === null ? [] : [fact(t('test.report.version'), report.homeAssistantVersion)]),
  ];
}

function rungLines({ id, state, ms, evidence }: Rung, t: Text): readonly string[] {
  const name = t(`probe.rungs.${id}.name`, wordsFor(evidence.revoked !== undefined));
  const heading = `### ${name}: ${t(`test.report.${state}`)}${ms === null ? '' : `, ${formatMs(ms)}`}`;
  const seen = evidenceLabels
    .filter((label) => evidence[label] !== undefined)
    .map((label) => `${t(`probe.evidence.${label}`)}: ${evidence[label]}`);
  return seen.length === 0 ? [heading] : [heading, '', ...fenced(seen.join('\n'))];
}

/** A fence one backtick longer than any inside (CommonMark 4.5). */
function fenced(text: string): readonly string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, text, fence];
}

/** Text within a line: signs of markup lose their meaning (CommonMark 2.4). */
const inline = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#]/g, '\\$&');
