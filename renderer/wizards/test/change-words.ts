import type { ProbeReport, ReportChange } from '../../../electron/contract/probe.ts';
import { formatDate } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import type { IconName } from '../../ui/Icon.tsx';
import { isOfRevoked, wordsFor } from '../../ui/verdict.ts';

/** The drawing beside a change; only what works again or broke is good or bad. */
export function changeIcon({ kind }: ReportChange): IconName {
  if (kind === 'mended') return 'check';
  return kind === 'broken' ? 'cross' : 'info';
}

/** @returns a function that puts into words what changed in a report. */
export function useChangeWords(report: ProbeReport): (change: ReportChange) => string {
  const t = useText();
  return (change) => {
    switch (change.kind) {
      case 'mended':
      case 'broken':
        return t(`test.change.${change.kind}.${change.rung}`, wordsFor(isOfRevoked(report)));
      case 'revoked':
        return t('test.change.revoked');
      case 'other-cause':
        return t('test.change.otherCause');
      case 'server-certificate':
        return t('test.change.serverCertificate', { date: formatDate(change.notAfter) });
      case 'addresses':
        return t('test.change.addresses', change);
      case 'home-assistant':
        return t('test.change.homeAssistant', change);
    }
  };
}
