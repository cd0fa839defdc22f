import type { Device, Home } from '../../../electron/contract/entities.ts';
import { useDevices } from '../../state/devices.ts';
import { formatDate } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { commonNameIn } from '../import/certificate-name.ts';

interface BroughtProps {
  readonly home: Home;
  readonly onUse: (device: Device) => void;
}

/** A certificate with its key that Cloudflare made and the user brought along, if it waits to be used. */
export function Brought({ home, onUse }: BroughtProps) {
  const t = useText();
  const device = useDevices((store) =>
    store.items.findLast(
      ({ homeId, authorityId, lastExport, revoked }) =>
        homeId === home.id && authorityId === null && lastExport === null && revoked === null,
    ),
  );
  if (device === undefined) return null;
  const { name, certificate } = device;
  return (
    <Callout
      tone="neutral"
      title={t('cloudflare.certificate.brought', { name })}
      actions={<Button onClick={() => onUse(device)}>{t('cloudflare.certificate.useBrought')}</Button>}
    >
      {t('cloudflare.certificate.broughtText', { issuer: commonNameIn(certificate.issuer), end: formatDate(certificate.notAfter) })}
    </Callout>
  );
}
