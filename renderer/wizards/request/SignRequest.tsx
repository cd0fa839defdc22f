import { useState } from 'react';
import type { Device, RequestFacts, ServerCertificate } from '../../../electron/contract/entities.ts';
import { useHomes } from '../../state/homes.ts';
import { usePlace } from '../../state/place.ts';
import { formatList } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Select } from '../../ui/Select.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { Facts } from '../Facts.tsx';
import { plainNames, usePurposes } from '../import/purposes.ts';
import { PlanFields } from '../own-proxy/PlanFields.tsx';
import { StepForm } from '../StepForm.tsx';
import { useEscape } from '../use-escape.ts';
import { DeviceFields } from './DeviceFields.tsx';
import { SignedDevice, SignedServer } from './Signed.tsx';
import { useSignDevice, useSignServer } from './use-sign.ts';

interface SignRequestProps {
  readonly importId: string;
  readonly request: RequestFacts;
  readonly onDone: () => void;
}

type Outcome =
  | { readonly phase: 'asking' }
  | { readonly phase: 'device'; readonly device: Device }
  | { readonly phase: 'server'; readonly certificate: ServerCertificate };

/** Signs a request that somebody else made: for a device, or for the server of a home. */
export function SignRequest({ importId, request, onDone }: SignRequestProps) {
  const t = useText();
  const go = usePlace((place) => place.go);
  const [firstHome] = useHomes((store) => store.items);
  const [outcome, setOutcome] = useState<Outcome>({ phase: 'asking' });
  useEscape(onDone);
  if (outcome.phase === 'device') return <SignedDevice device={outcome.device} onDone={onDone} />;
  if (outcome.phase === 'server') return <SignedServer certificate={outcome.certificate} onDone={onDone} />;
  if (firstHome === undefined)
    return (
      <EmptyState
        icon="home"
        title={t('request.sign.noHome')}
        actions={
          <>
            <Button onClick={onDone}>{t('wizards.back')}</Button>
            <Button variant="primary" onClick={() => go({ place: 'home' })}>
              {t('request.sign.toHome')}
            </Button>
          </>
        }
      >
        {t('request.sign.noHomeText')}
      </EmptyState>
    );
  return <SignForm importId={importId} request={request} firstHomeId={firstHome.id} onSigned={setOutcome} onBack={onDone} />;
}

interface SignFormProps extends Omit<SignRequestProps, 'onDone'> {
  readonly firstHomeId: string;
  readonly onSigned: (outcome: Outcome) => void;
  readonly onBack: () => void;
}

function SignForm({ importId, request, firstHomeId, onSigned, onBack }: SignFormProps) {
  const t = useText();
  const homes = useHomes((store) => store.items);
  const [kind, setKind] = useState<'device' | 'server'>(asksForServer(request) ? 'server' : 'device');
  const [homeId, setHomeId] = useState(firstHomeId);
  const device = useSignDevice({ importId, homeId, request });
  const server = useSignServer({ importId, homeId, request });
  const isServer = kind === 'server';
  const sign = async () => {
    if (isServer) {
      const certificate = await server.sign();
      if (certificate !== null) onSigned({ phase: 'server', certificate });
    } else {
      const made = await device.sign();
      if (made !== null) onSigned({ phase: 'device', device: made });
    }
  };
  const { call, warned } = isServer ? server : device;
  return (
    <div className="lk-step-column">
      <StepForm
        title={t('request.sign.title')}
        intro={t('request.sign.intro')}
        next={{ label: t(warned ? 'request.sign.signAnyway' : 'request.sign.sign'), onNext: sign, busy: call.phase === 'busy' }}
        onBack={onBack}
      >
        <Wishes request={request} />
        <Choice
          legend={t('request.sign.for')}
          layout="row"
          value={kind}
          onChange={(chosen) => {
            device.forget();
            server.forget();
            setKind(chosen);
          }}
          options={[
            { value: 'device', label: t('request.sign.device'), description: t('request.sign.deviceWhy') },
            { value: 'server', label: t('request.sign.server'), description: t('request.sign.serverWhy') },
          ]}
        />
        <Select
          label={t('request.sign.home')}
          value={homeId}
          onChange={(chosen) => {
            device.forget();
            server.forget();
            setHomeId(chosen);
          }}
          options={homes.map(({ id, name }) => ({ value: id, label: name }))}
        />
        {isServer ? <PlanFields {...server.fields} /> : <DeviceFields {...device.fields} />}
        <CallFailure call={call} />
      </StepForm>
    </div>
  );
}

const asksForServer = ({ san, eku }: RequestFacts): boolean => eku.includes('serverAuth') || san.some((name) => /^(DNS|IP):/.test(name));

/** What the request says, as wishes. */
function Wishes({ request }: { readonly request: RequestFacts }) {
  const t = useText();
  const purposes = usePurposes();
  const none = t('request.sign.none');
  return (
    <Card title={t('request.sign.wishes')}>
      <Facts
        facts={[
          { label: t('request.sign.subject'), value: request.subject || none },
          { label: t('request.sign.names'), value: request.san.length > 0 ? plainNames(request.san) : none },
          { label: t('request.sign.purposes'), value: request.eku.length > 0 ? formatList(purposes(request)) : none },
          { label: t('request.sign.key'), value: request.key },
        ]}
      />
    </Card>
  );
}
