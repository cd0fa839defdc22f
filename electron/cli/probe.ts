import { type Cause, type ProbeReport, probeLimits, type Rung, rungIds } from '../contract/probe.ts';
import { probeJson } from '../contract/probe-json.ts';
import { cliEn } from '../contract/text/en/cli.ts';
import { probeEn } from '../contract/text/en/probe.ts';
import { fill } from '../contract/text/fill.ts';
import { type ProbeWork, probeAddress } from '../services/probe-address.ts';
import { exitCodes } from './exit-code.ts';
import type { ProbeCommand } from './options.ts';

/** What a command answers, and how it ends. */
export interface Answer {
  readonly words: string;
  readonly code: number;
}

/**
 * Tests an address. While it runs, a terminal on standard error shows how far it is; Ctrl-C stops it.
 *
 * @throws Failure as `probeAddress`
 */
export async function probe({ url, bundle, ca, json }: ProbeCommand, passphrase: string | null, work: ProbeWork): Promise<Answer> {
  const stop = new AbortController();
  const onInterrupt = () => stop.abort();
  process.once('SIGINT', onInterrupt);
  const progress = progressOn(process.stderr);
  try {
    const choice = bundle === null ? null : { path: bundle, passphrase };
    const report = await probeAddress(work, { url, bundle: choice, ca, signal: stop.signal, onRung: progress.show });
    const words = json ? reportJson(report) : reportText(report);
    return { words, code: report.verdict === 'locked' ? exitCodes.fine : exitCodes.notLocked };
  } finally {
    progress.clear();
    process.off('SIGINT', onInterrupt);
  }
}

/** One line that is written over and gone in the end; nothing where nobody watches. */
function progressOn(stream: NodeJS.WriteStream) {
  const write = (text: string) => void (stream.isTTY && stream.write(`\r\u001b[K${text}`));
  return {
    show({ id }: Rung): void {
      const next = rungIds[rungIds.indexOf(id) + 1];
      if (next) write(fill(cliEn.probe.running, { rung: probeEn.rungs[next].name, seconds: probeLimits.totalMs / 1000 }));
    },
    clear: () => write(''),
  };
}

/** @returns the report for a program. */
export const reportJson = (report: ProbeReport): string => probeJson(report, sayCause(report));

/** @returns the ladder, the verdict, and what to do, for a person; ends with a line feed. */
export function reportText(report: ProbeReport): string {
  const { url, device, verdict, cause, runnerUp, homeAssistantVersion: version, durationMs, connections } = report;
  const say = sayCause(report);
  const { word, sentence } = probeEn.verdicts[verdict];
  const parts = [
    device === null ? fill(cliEn.probe.asStranger, { url }) : fill(cliEn.probe.as, { url, device }),
    report.rungs.map(rungText).join('\n'),
    `${word}. ${fill(sentence, { device: device ?? '' })}`,
    cause && `${cliEn.probe.confidence[cause.confidence]}${say(cause).text}\n${indented(say(cause).fix)}`,
    runnerUp && fill(cliEn.probe.orElse, { text: say(runnerUp).text, whyNot: probeEn.whyNot[runnerUp.whyNot] }),
    fill(cliEn.probe.seen, { ms: durationMs, connections }) + (version === null ? '' : ` ${fill(cliEn.probe.version, { version })}`),
  ];
  return `${harmless(parts.filter((part) => part !== null).join('\n\n'))}\n`;
}

function rungText({ id, state, ms, evidence }: Rung): string {
  const took = ms === null ? '' : fill(cliEn.probe.ms, { ms: Math.round(ms) });
  const text = probeEn.rungs[id];
  return `  ${cliEn.probe.state[state].padEnd(9)} ${took.padStart(8)}  ${text.name}: ${fill(text[state], evidence)}`;
}

/** @returns the words for a report's causes; what is to be done and what is to be pasted, a line each. */
const sayCause =
  ({ url, device }: ProbeReport) =>
  ({ code, facts }: Cause) => {
    const { text, fix } = probeEn.causes[code];
    const known = { url, device: device ?? '', ...facts };
    return { text: fill(text, known), fix: fill(fix, known).trim() };
  };

/** What is to be pasted stands apart from what is said. */
function indented(fix: string): string {
  const [words = '', ...lines] = fix.split('\n');
  return lines.length === 0 ? words : `${words}\n\n${lines.map((line) => `    ${line}`).join('\n')}`;
}

/** A name in a certificate may hold what a terminal would obey. */
const harmless = (text: string): string => text.replace(/(?!\n)\p{Cc}/gu, '·');
