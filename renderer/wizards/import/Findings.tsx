import type { FileFinding } from '../../../electron/contract/inspection.ts';
import { useText } from '../../text/text.ts';
import { Callout } from '../../ui/Callout.tsx';
import { Card } from '../../ui/Card.tsx';
import { Pill } from '../../ui/Pill.tsx';
import { isMendable } from './mend.ts';
import { shownFacts } from './shown-facts.ts';
import './import.css';

interface FindingsProps {
  readonly findings: readonly FileFinding[];
  /** The name of the action that saves key and certificates again; null where there is none. */
  readonly mending: string | null;
}

/** What phones and proxies refuse in a file, or may come to grief with, and what to do. */
export function Findings({ findings, mending }: FindingsProps) {
  const t = useText();
  // two keys alike are one line
  const lines = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  if (findings.length === 0) return <Callout tone="good" title={t('import.findings.none')} />;
  return (
    <Card title={t('import.findings.title')}>
      <ul className="lk-findings">
        {[...lines].map(([key, finding]) => (
          <Finding key={key} finding={finding} mending={mending} />
        ))}
      </ul>
    </Card>
  );
}

function Finding({ finding: { code, severity, facts }, mending }: { readonly finding: FileFinding; readonly mending: string | null }) {
  const t = useText();
  const gaps = shownFacts(facts);
  const isMended = mending !== null && isMendable(code);
  return (
    <li>
      <Pill tone={severity === 'error' ? 'bad' : 'warn'}>{t(`import.findings.${severity}`)}</Pill>
      <div>
        <p>{t(`fileFindings.${code}.what`, gaps)}</p>
        <p className="lk-soft">{isMended ? t('import.findings.mended', { action: mending }) : t(`fileFindings.${code}.fix`, gaps)}</p>
      </div>
    </li>
  );
}
