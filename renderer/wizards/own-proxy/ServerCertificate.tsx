import { useState } from 'react';
import { z } from 'zod';
import type { Finding, Home, ServerCertificate as IssuedCertificate } from '../../../electron/contract/entities.ts';
import { serverDaysField, serverNamesField } from '../../../electron/contract/fields.ts';
import { useAuthorities } from '../../state/authorities.ts';
import { useCall } from '../../state/call.ts';
import { useCertificates } from '../../state/certificates.ts';
import { useHomes } from '../../state/homes.ts';
import { formatDate } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { StepForm } from '../StepForm.tsx';
import { useFields } from '../use-fields.ts';
import { PlanFields } from './PlanFields.tsx';
import type { StepProps } from './step.ts';

const planForm = z.object({ names: serverNamesField, validityDays: serverDaysField });

/** Step 4: the certificate that the proxy shows: a public one, or one of our own for this home's names. */
export function ServerCertificate({ draft, home, change, goOn, goBack }: StepProps & { readonly home: Home }) {
  const t = useText();
  const issued = useIssued(home);
  const [another, setAnother] = useState(false);
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const { check, field, focus } = useFields(planForm);
  const choosing = useCall('home:use-public-certificate');
  const linting = useCall('certificate:lint-server');
  const issuing = useCall('certificate:issue-server');
  const calls = [choosing.call, linting.call, issuing.call];
  const own = draft.serverSource === 'own';
  const planning = own && (issued === null || another);

  const takePublic = async () => {
    const changed = home.server.source === 'public' ? home : await choosing.send({ homeId: home.id });
    if (changed === null) return;
    useHomes.getState().put(changed);
    goOn();
  };
  const issue = async () => {
    const plan = { names: draft.serverNames, validityDays: daysOf(draft.serverDays) };
    if (check(plan) === null) return;
    const found = await linting.send({ homeId: home.id, ...plan });
    if (found === null) return;
    const refused = found.find(({ severity }) => severity === 'error');
    const known = found.every(({ code }) => findings.some((shown) => shown.code === code));
    setFindings(found);
    if (refused !== undefined) return focus(fieldOf(refused));
    if (!known) return;
    const certificate = await issuing.send({ homeId: home.id, ...plan });
    if (certificate === null) return;
    useCertificates.getState().put(certificate);
    await Promise.all([useHomes.getState().load(), useAuthorities.getState().load()]);
    goOn();
  };
  const type = (patch: Parameters<typeof change>[0]) => {
    setFindings([]);
    change(patch);
  };
  const label = planning ? t(findings.length > 0 ? 'wizards.server.issueAnyway' : 'wizards.server.issue') : t('wizards.next');
  const refusal = (name: 'names' | 'validityDays') => {
    const found = findings.find((finding) => finding.severity === 'error' && fieldOf(finding) === name);
    return found && `${t(`findings.${found.code}.what`, found.facts)} ${t(`findings.${found.code}.fix`, found.facts)}`;
  };
  return (
    <StepForm
      title={t('wizards.server.title')}
      intro={t('wizards.server.intro')}
      onBack={goBack}
      next={{ label, onNext: planning ? issue : own ? () => goOn() : takePublic, busy: calls.some(({ phase }) => phase === 'busy') }}
    >
      <Choice
        legend={t('wizards.server.source')}
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
      {planning && (
        <PlanFields
          names={{
            ...field('names'),
            value: draft.serverNames,
            onChange: (serverNames) => type({ serverNames }),
            refusal: refusal('names'),
          }}
          days={{
            ...field('validityDays'),
            value: draft.serverDays,
            onChange: (serverDays) => type({ serverDays }),
            refusal: refusal('validityDays'),
          }}
          warnings={findings.filter(({ severity }) => severity === 'warning')}
        />
      )}
      {own && !planning && issued !== null && <Issued certificate={issued} onAnother={() => setAnother(true)} />}
      {own && <p className="lk-soft">{t('wizards.server.ownDuty')}</p>}
      {calls.map((call, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: three calls in a fixed order.
        <CallFailure key={index} call={call} />
      ))}
    </StepForm>
  );
}

function Issued({ certificate: { certificate }, onAnother }: { readonly certificate: IssuedCertificate; readonly onAnother: () => void }) {
  const t = useText();
  const names = certificate.san.map((name) => name.replace(/^\w+:/, '')).join(', ');
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

/** Days as typed; what is no number is out of range, and says so. */
const daysOf = (text: string): number => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : 0);

const fieldOf = ({ code }: Finding): 'names' | 'validityDays' => (code.startsWith('validity') ? 'validityDays' : 'names');
