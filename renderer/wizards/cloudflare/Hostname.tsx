import { useText } from '../../text/text.ts';
import { Numbered } from '../phone/Numbered.tsx';
import { StepForm } from '../StepForm.tsx';
import { Drawing, DrawnButton, DrawnField } from './Drawing.tsx';
import { LinkTo } from './LinkTo.tsx';
import type { HomeStepProps } from './step.ts';
import { TokenWay } from './token/TokenWay.tsx';
import { useHostParts } from './use-host-parts.ts';
import { withTick } from './use-ticks.ts';
import { WayChoice } from './WayChoice.tsx';

/** Step 7: the name whose visitors are asked for a certificate. */
export function Hostname(props: HomeStepProps) {
  return props.draft.way === 'token' ? <TokenWay {...props} /> : <HostnameByHand {...props} />;
}

function HostnameByHand({ draft, home, change, goOn, goBack }: HomeStepProps) {
  const t = useText();
  const { hostname: host } = new URL(home.url);
  const { subdomain, isKnown } = useHostParts(home.id, host);
  const name = isKnown ? subdomain : host;
  return (
    <StepForm
      title={t('cloudflare.hostname.title')}
      intro={t('cloudflare.hostname.intro', { host })}
      onBack={goBack}
      next={{ label: t('cloudflare.hostname.saved'), onNext: () => goOn({ ticks: withTick(draft.ticks, 'hostname-associated') }) }}
    >
      <WayChoice draft={draft} change={change} />
      <Numbered lines={t('cloudflare.hostname.steps', { returnObjects: true })} />
      <LinkTo place="clientCertificates" />
      <Drawing title={t('cloudflarePlaces.menus.clientCertificates')}>
        <DrawnButton label={t('cloudflarePlaces.clientCertificate.hostsEdit')} mark={1} />
        <DrawnField
          label={t('cloudflarePlaces.clientCertificate.hosts')}
          value={name}
          copyAs={t('cloudflare.hostname.name')}
          mono
          mark={2}
        />
        <DrawnButton label={t('cloudflarePlaces.clientCertificate.save')} mark={3} />
      </Drawing>
    </StepForm>
  );
}
