import { useText } from '../../text/text.ts';
import { Drawing, DrawnButton, DrawnField } from './Drawing.tsx';
import { useHostParts } from './use-host-parts.ts';

interface RouteDrawingProps {
  readonly homeId: string;
  readonly host: string;
  /** As typed: `http://homeassistant:8123`. */
  readonly service: string;
}

/** The form that gives the tunnel a name and a service. */
export function RouteDrawing({ homeId, host, service }: RouteDrawingProps) {
  const t = useText();
  const { subdomain, domain, isKnown } = useHostParts(homeId, host);
  const [, scheme = '', address = service] = /^(https?):\/\/(.*)$/.exec(service.trim()) ?? [];
  const subdomainLabel = t('cloudflarePlaces.tunnel.subdomain');
  const url = t('cloudflarePlaces.tunnel.serviceUrl');
  return (
    <Drawing title={t('cloudflarePlaces.tunnel.addHostname')}>
      <div className="lk-drawn-row">
        <DrawnField label={subdomainLabel} value={subdomain} mono={isKnown} {...(isKnown && { copyAs: subdomainLabel })} />
        <DrawnField label={t('cloudflarePlaces.tunnel.domain')} value={domain} mono={isKnown} menu />
      </div>
      <div className="lk-drawn-row">
        <DrawnField label={t('cloudflarePlaces.tunnel.serviceType')} value={scheme.toUpperCase()} menu />
        <DrawnField label={url} value={address} mono copyAs={url} />
      </div>
      <DrawnButton label={t('cloudflarePlaces.tunnel.save')} />
    </Drawing>
  );
}
