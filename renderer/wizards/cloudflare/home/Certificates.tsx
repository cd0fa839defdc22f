import { certificateLimit } from '../../../../electron/contract/cloudflare.ts';
import type { Device, Home } from '../../../../electron/contract/entities.ts';
import { beginDevice } from '../../../state/cloudflare-draft.ts';
import { useDevices } from '../../../state/devices.ts';
import { usePlace } from '../../../state/place.ts';
import { formatDate } from '../../../text/format.ts';
import { useText } from '../../../text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Card } from '../../../ui/Card.tsx';
import { DaysLeft } from '../../../ui/DaysLeft.tsx';
import { Pill } from '../../../ui/Pill.tsx';
import { useZone } from './use-zone.ts';
import '../../../places/home/Home.css';
import '../cloudflare.css';

interface Acts {
  readonly onRevoke: (device: Device) => void;
  readonly onRestore: (device: Device) => void;
}

/** The certificates of a home's devices, and how many of the domain's are in use. */
export function Certificates({ home, ...acts }: Acts & { readonly home: Home }) {
  const t = useText();
  const zone = useZone(home);
  const every = useDevices((store) => store.items);
  const devices = every.filter(({ homeId }) => homeId === home.id);
  return (
    <Card
      title={t('cloudflare.page.devices')}
      aside={zone && t('cloudflare.page.count', { used: zone.certificatesUsed, limit: zone.certificateLimit })}
    >
      {devices.length === 0 && <p className="lk-soft">{t('cloudflare.page.noDevices')}</p>}
      <ul className="lk-home-devices">
        {devices.map((device) => (
          <DeviceLine key={device.id} device={device} home={home} isReplaced={isReplaced(device, devices)} {...acts} />
        ))}
      </ul>
      <p className="lk-soft lk-small lk-count-text">{t('cloudflare.page.countText', { limit: certificateLimit })}</p>
    </Card>
  );
}

/** Whether the device has a certificate that was made later. */
const isReplaced = ({ name, createdAt }: Device, devices: readonly Device[]): boolean =>
  devices.some((other) => other.name === name && other.revoked === null && other.createdAt > createdAt);

interface DeviceLineProps extends Acts {
  readonly device: Device;
  readonly home: Home;
  readonly isReplaced: boolean;
}

function DeviceLine({ device, home, isReplaced, onRevoke, onRestore }: DeviceLineProps) {
  const t = useText();
  const go = usePlace((place) => place.go);
  const { name, platform, certificate, revoked } = device;
  const of = <span className="lk-hidden">{name}</span>;
  const rotate = () => {
    beginDevice(home, device);
    go({ place: 'cloudflare' });
  };
  return (
    <li>
      <div className="lk-home-device">
        <strong>{name}</strong>
        <span className="lk-soft lk-small">
          {isReplaced && revoked === null ? t('cloudflare.page.replaced') : t(`places.platform.${platform}`)}
        </span>
      </div>
      {revoked === null ? (
        <DaysLeft notBefore={certificate.notBefore} notAfter={certificate.notAfter} />
      ) : (
        <div className="lk-row">
          <Pill tone="bad">{t('revoke.revoked')}</Pill>
          <span className="lk-soft lk-small">
            {t('revoke.revokedOn', { reason: t(`revoke.reasons.${revoked.reason}`), when: formatDate(revoked.at) })}
          </span>
        </div>
      )}
      <div className="lk-row">
        {revoked === null && !isReplaced && (
          <Button onClick={rotate}>
            {t('cloudflare.page.rotate')}
            {of}
          </Button>
        )}
        {revoked === null ? (
          <Button variant="quiet" onClick={() => onRevoke(device)}>
            {t('cloudflare.page.revoke')}
            {of}
          </Button>
        ) : (
          <Button variant="quiet" onClick={() => onRestore(device)}>
            {t('cloudflare.page.restore')}
            {of}
          </Button>
        )}
      </div>
    </li>
  );
}
