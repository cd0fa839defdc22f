import { useState } from 'react';
import type { Home, ServerCertificate as IssuedCertificate } from '../../../electron/contract/entities.ts';
import { useCall } from '../../state/call.ts';
import { useCertificates } from '../../state/certificates.ts';
import { useHomes } from '../../state/homes.ts';
import { formatDate, formatList } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { StepForm } from '../StepForm.tsx';
import { PlanFields } from './PlanFields.tsx';
import type { StepProps } from './step.ts';
import { useIssueServer } from './use-issue-server.ts';

/** Step 4: the certificate that the proxy shows: a public one, or one of our own for this home's names. */
export function ServerCertificate({ draft, home, change, goOn, goBack }: StepProps & { readonly home: Home }) {
  const t = useText();
  const issued = useIssued(home);
  const [another, setAnother] = useState(false);
  const choosing = useCall('home:use-public-certificate');
  const plan = useIssueServer(home, draft);
  const own = draft.serverSource === 'own';
  const planning = own && (issued === null || another);

  const confirm = async () => {
    if (planning) return (await plan.issue()) && goOn();
    if (own || home.server.source === 'public') return goOn();
    const changed = await choosing.send({ homeId: home.id });
    if (changed === null) return;
    useHomes.getState().put(changed);
    goOn();
  };
  const calls = [choosing.call, plan.linting, plan.issuing];
  const issueLabel = t(plan.warnings.length > 0 ? 'wizards.server.issueAnyway' : 'wizards.server.issue');
  return (
    <StepForm
      title={t('wizards.server.title')}
      intro={t('wizards.server.intro')}
      onBack={goBack}
      next={{ label: planning ? issueLabel : t('wizards.next'), onNext: confirm, busy: calls.some(({ phase }) => phase === 'busy') }}
    >
      <div className="lk-legend-hidden">
        <Choice
          legend={t('wizards.server.title')}
          value={draft.serverSource}
          onChange={(serverSource) => change({ serverSource })}
          options={[
            {
              value: 'public',
              label: t('wizards.server.public'),
              description: t('wizards.server.publicWhy'),
              badge: t('wizards.server.publicBadge'),
            },
            { value: 'own', label: t('wizards.server.own'), description: t('wizards.server.ownWhy') },
          ]}
        />
      </div>
      {planning && <PlanFields draft={draft} change={change} plan={plan} />}
      {own && !planning && issued !== null && <Issued certificate={issued} onAnother={() => setAnother(true)} />}
      {own && <p className="lk-soft">{t('wizards.server.ownDuty')}</p>}
      <CallFailure call={choosing.call} />
      <CallFailure call={plan.linting} />
      <CallFailure call={plan.issuing} />
    </StepForm>
  );
}

function Issued({ certificate: { certificate }, onAnother }: { readonly certificate: IssuedCertificate; readonly onAnother: () => void }) {
  const t = useText();
  const names = formatList(certificate.san.map((name) => name.replace(/^\w+:/, '')));
  return (
    <Callout tone="good" title={t('wizards.server.made')} actions={<Button onClick={onAnother}>{t('wizards.server.again')}</Button>}>
      {t('wizards.server.madeText', { names, end: formatDate(certificate.notAfter) })}
    </Callout>
  );
}

function useIssued({ server }: Home): IssuedCertificate | null {
  const certificates = useCertificates((store) => store.items);
  return (server.source === 'own' && certificates.find(({ id }) => id === server.certificateId)) || null;
}
