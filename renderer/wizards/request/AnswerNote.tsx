import type { ReactNode } from 'react';
import type { FileFinding, ReturnedCertificate } from '../../../electron/contract/inspection.ts';
import { formatDate } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Callout } from '../../ui/Callout.tsx';
import { certificateName, commonNameIn } from '../import/certificate-name.ts';
import { shownFacts } from '../import/shown-facts.ts';
import { isUsable } from './use-answer.ts';

interface AnswerNoteProps {
  readonly returned: ReturnedCertificate;
  /** What can be done with it, where it is of use. */
  readonly actions?: ReactNode;
}

/** Whose a certificate is that came back, and what is to be said about it. */
export function AnswerNote({ returned, actions }: AnswerNoteProps) {
  const t = useText();
  const { owner, certificate, chain, findings } = returned;
  const subject = certificateName(certificate, certificate.fingerprint);
  if (owner.kind === 'nobody') {
    const kind = certificate.isCa ? 'authority' : 'nobody';
    return (
      <Callout tone="warn" title={t(`request.answer.${kind}`)}>
        {t(`request.answer.${kind}Text`, { subject })}
      </Callout>
    );
  }
  if (owner.kind === 'device')
    return (
      <Callout tone="neutral" title={t('request.answer.known', { name: owner.name })}>
        {t('request.answer.knownText')}
      </Callout>
    );
  const facts = { issuer: commonNameIn(certificate.issuer), end: formatDate(certificate.notAfter) };
  const usable = isUsable(returned);
  return (
    <div className="lk-stack">
      <Callout
        tone={usable ? 'good' : 'neutral'}
        title={t('request.answer.belongs', { name: owner.name })}
        actions={usable ? actions : undefined}
      >
        {t('request.answer.belongsText', facts)} {t('request.answer.chain', { count: chain.length })}
      </Callout>
      {findings.length > 0 && <Beware findings={findings} usable={usable} />}
    </div>
  );
}

function Beware({ findings, usable }: { readonly findings: readonly FileFinding[]; readonly usable: boolean }) {
  const t = useText();
  return (
    <Callout tone={usable ? 'warn' : 'bad'} title={t(usable ? 'request.answer.beware' : 'request.answer.refused')}>
      {findings.map(({ code, facts }) => (
        <p key={`${code} ${facts['name']}`}>
          {t(`fileFindings.${code}.what`, shownFacts(facts))} {t(`fileFindings.${code}.fix`, shownFacts(facts))}
        </p>
      ))}
    </Callout>
  );
}
