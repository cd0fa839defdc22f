import { useState } from 'react';
import type { Home, ServerCertificate as IssuedCertificate } from '../../../electron/contract/entities.ts';
import { useCall } from '../../state/call.ts';
import { useCertificates } from '../../state/certificates.ts';
import { useHomes } from '../../state/homes.ts';
import { chooseImport } from '../../state/imports.ts';
import { useText } from '../../text/text.ts';
import { Choice } from '../../ui/Choice.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { StepForm } from '../StepForm.tsx';
import { IssuedServer } from './IssuedServer.tsx';
import { PlanFields } from './PlanFields.tsx';
import { ServerRequest } from './ServerRequest.tsx';
import type { StepProps } from './step.ts';
import { useIssueServer } from './use-issue-server.ts';
import { useOfferedRequest } from './use-offered-request.ts';

/** Step 4: the certificate that the proxy shows: a public one, one of our own, or one for a key that stays on the server. */
export function ServerCertificate({ draft, home, change, goOn, goBack }: StepProps & { readonly home: Home }) {
  const t = useText();
  const { serverSource: source } = draft;
  const issued = useIssued(home, source === 'own' ? 'here' : 'elsewhere');
  const [another, setAnother] = useState(false);
  const planning = source !== 'public' && (issued === null || another);
  const asking = planning && source === 'request';
  const offered = useOfferedRequest(asking, (names) => {
    plan.forget();
    if (names.length > 0) change({ serverNames: names.join(', ') });
  });
  const importId = asking && offered.phase === 'read' ? offered.importId : null;
  const plan = useIssueServer(home, draft, importId);
  const choosing = useCall('home:use-public-certificate');

  const issue = async () => {
    if (!(await plan.issue())) return;
    // the certificate of a request is handed back first
    if (source === 'own') goOn();
    else setAnother(false);
  };
  const pass = async () => {
    if (source !== 'public' || home.server.source === 'public') return goOn();
    const changed = await choosing.send({ homeId: home.id });
    if (changed === null) return;
    useHomes.getState().put(changed);
    goOn();
  };
  const busy = choosing.call.phase === 'busy' || plan.call.phase === 'busy';
  const verb = source === 'own' ? 'issue' : 'sign';
  const waiting = asking && importId === null;
  const confirm = { label: t(`wizards.server.${plan.warnings.length > 0 ? (`${verb}Anyway` as const) : verb}`), onNext: issue, busy };
  const choose = { label: t('wizards.server.requestChoose'), onNext: () => void chooseImport() };
  return (
    <StepForm
      title={t('wizards.server.title')}
      intro={t('wizards.server.intro')}
      onBack={goBack}
      next={waiting ? choose : planning ? confirm : { onNext: pass, busy }}
    >
      <SourceChoice value={source} onChange={(serverSource) => change({ serverSource })} />
      {asking && <ServerRequest home={home} offered={offered} />}
      {planning && !waiting && <PlanFields draft={draft} change={change} plan={plan} />}
      {source !== 'public' && !planning && issued !== null && <IssuedServer certificate={issued} onAnother={() => setAnother(true)} />}
      {source !== 'public' && <p className="lk-soft">{t('wizards.server.ownDuty')}</p>}
      <CallFailure call={choosing.call} />
      <CallFailure call={plan.call} />
    </StepForm>
  );
}

interface SourceChoiceProps {
  readonly value: StepProps['draft']['serverSource'];
  readonly onChange: (source: StepProps['draft']['serverSource']) => void;
}

function SourceChoice({ value, onChange }: SourceChoiceProps) {
  const t = useText();
  return (
    <div className="lk-legend-hidden">
      <Choice
        legend={t('wizards.server.title')}
        value={value}
        onChange={onChange}
        options={[
          {
            value: 'public',
            label: t('wizards.server.public'),
            description: t('wizards.server.publicWhy'),
            badge: t('wizards.server.publicBadge'),
          },
          { value: 'own', label: t('wizards.server.own'), description: t('wizards.server.ownWhy') },
          { value: 'request', label: t('wizards.server.request'), description: t('wizards.server.requestWhy') },
        ]}
      />
    </div>
  );
}

/** The certificate of ours that the home uses, if its key is there. */
function useIssued({ server }: Home, key: IssuedCertificate['key']): IssuedCertificate | null {
  const certificates = useCertificates((store) => store.items);
  if (server.source !== 'own') return null;
  return certificates.find((certificate) => certificate.id === server.certificateId && certificate.key === key) ?? null;
}
