import { type ReactNode, useState } from 'react';
import type { Device, Home } from '../../../electron/contract/entities.ts';
import { useCall, useJob } from '../../state/call.ts';
import { beginDevice } from '../../state/cloudflare-draft.ts';
import { useDevices } from '../../state/devices.ts';
import { usePlace } from '../../state/place.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { CallFailure } from '../../wizards/CallFailure.tsx';
import { RevokeAtCloudflare } from '../../wizards/cloudflare/home/RevokeAtCloudflare.tsx';
import { MakingKey } from '../../wizards/MakingKey.tsx';
import { RemoveDevice } from './RemoveDevice.tsx';
import { RevokeDevice } from './RevokeDevice.tsx';
import { newerOf } from './replacement.ts';
import './MoreActions.css';

interface MoreActionsProps {
  readonly device: Device;
  readonly home: Home | null;
}

/** What is seldom done with a device, each with what it means. */
export function MoreActions({ device, home }: MoreActionsProps) {
  const t = useText();
  const [asking, setAsking] = useState<'revoke' | 'remove' | null>(null);
  const close = () => setAsking(null);
  const atCloudflare = device.authorityId === null;
  const canBeRevoked = device.revoked === null && (!atCloudflare || home?.road === 'cloudflare');
  return (
    <Card title={t('device.more')}>
      <ul className="lk-more-actions">
        {device.revoked === null && <Renewal device={device} home={home} />}
        {canBeRevoked && (
          <Action text={t('device.revokeText')}>
            <Button onClick={() => setAsking('revoke')}>{t('revoke.action')}</Button>
          </Action>
        )}
        <Action text={t('device.removeText')}>
          <Button onClick={() => setAsking('remove')}>{t('device.remove')}</Button>
        </Action>
      </ul>
      {asking === 'revoke' && atCloudflare && <RevokeAtCloudflare device={device} onClose={close} />}
      {asking === 'revoke' && !atCloudflare && <RevokeOurs device={device} onClose={close} />}
      {asking === 'remove' && <Removal device={device} onRevoke={() => setAsking('revoke')} onClose={close} />}
    </Card>
  );
}

function Action({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  return (
    <li>
      <p className="lk-soft">{text}</p>
      {children}
    </li>
  );
}

function RevokeOurs({ device, onClose }: { readonly device: Device; readonly onClose: () => void }) {
  const isReplaced = useDevices((store) => newerOf(device, store.items) !== null);
  return <RevokeDevice device={device} likely={isReplaced ? 'superseded' : 'keyCompromise'} onClose={onClose} />;
}

/** The page of a device that is gone leads back to the others. */
function Removal({ device, onRevoke, onClose }: { readonly device: Device; readonly onRevoke: () => void; readonly onClose: () => void }) {
  const go = usePlace((store) => store.go);
  const close = () => {
    onClose();
    if (!useDevices.getState().items.some(({ id }) => id === device.id)) go({ place: 'devices' });
  };
  return <RemoveDevice device={device} onRevoke={onRevoke} onClose={close} />;
}

/** Makes one more certificate for a device and shows that one; at Cloudflare the wizard does. */
function Renewal({ device, home }: MoreActionsProps) {
  const t = useText();
  const go = usePlace((store) => store.go);
  const { call, send } = useCall('device:renew');
  const { begin, cancel } = useJob();
  const { id: deviceId, authorityId, key, certificate } = device;
  const atCloudflare = authorityId === null && home?.road === 'cloudflare';
  if (key === 'elsewhere' || (authorityId === null && !atCloudflare)) return null;
  const renew = async () => {
    if (atCloudflare) {
      beginDevice(home, device);
      return go({ place: 'cloudflare' });
    }
    const renewed = await send({ deviceId, jobId: begin() });
    if (renewed === null) return;
    useDevices.getState().put(renewed);
    go({ place: 'device', deviceId: renewed.id });
  };
  const isBusy = call.phase === 'busy';
  return (
    <>
      <Action text={t('device.renewText')}>
        <Button busy={isBusy} onClick={renew}>
          {t('device.renew')}
        </Button>
      </Action>
      {isBusy && certificate.key.startsWith('RSA') && <MakingKey onCancel={cancel} />}
      <CallFailure call={call} />
    </>
  );
}
