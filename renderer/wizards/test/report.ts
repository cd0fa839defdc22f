import { evidenceLabels, type ProbeReport, type Rung } from '../../../electron/contract/entities.ts';
import { formatMs } from '../../text/format.ts';
import type { useText } from '../../text/text.ts';

/**
 * A report to paste into a forum or an issue.
 *
 * @returns Markdown. Whatever a server said stands in code blocks that it cannot end, so that it is never read as markup.
 */
export function reportMarkdown(report: ProbeReport, t: ReturnType<typeof useText>): string {
  const words = { device: report.device ?? '', url: report.url };
  const fact = (label: string, value: string) => `- **${label}:** ${inline(value)}`;
  const lines = [
    `## ${inline(t('test.report.title', { url: report.url }))}`,
    '',
    `**${t(`probe.verdicts.${report.verdict}.word`)}.** ${inline(t(`probe.verdicts.${report.verdict}.sentence`, words))}`,
    '',
    fact(t('test.report.when'), report.startedAt),
    fact(t('test.report.device'), report.device ?? t('test.report.stranger')),
    ...(report.homeAssistantVersion === null ? [] : [fact(t('test.report.version'), report.homeAssistantVersion)]),
    ...(report.cause === null
      ? []
      : [fact(t('test.report.cause'), t(`probe.causes.${report.cause.code}.text`, { ...words, ...report.cause.facts }))]),
    ...(report.runnerUp === null
      ? []
      : [fact(t('test.report.runnerUp'), t(`probe.causes.${report.runnerUp.code}.text`, { ...words, ...report.runnerUp.facts }))]),
    ...report.rungs.flatMap((rung) => ['', ...rungLines(rung, t)]),
    '',
    t('test.report.note'),
  ];
  return `${lines.join('\n')}\n`;
}

function rungLines({ id, state, ms, evidence }: Rung, t: ReturnType<typeof useText>): readonly string[] {
  const heading = `### ${t(`probe.rungs.${id}.name`)}: ${t(`test.report.${state}`)}${ms === null ? '' : `, ${formatMs(ms)}`}`;
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
