import { useState } from 'react';
import { type Device, type DeviceRevocationReason, deviceRevocationReasons } from '../../../../electron/contract/entities.ts';
import { useCall } from '../../../state/call.ts';
import { useCloudflareAccess } from '../../../state/cloudflare.ts';
import { useDevices } from '../../../state/devices.ts';
import { useText } from '../../../text/text.ts';
import { Confirm } from '../../../ui/Dialog.tsx';
import { Select } from '../../../ui/Select.tsx';
import { CallFailure } from '../../CallFailure.tsx';
import { Numbered } from '../../phone/Numbered.tsx';
import { LinkTo } from '../LinkTo.tsx';
import { type By, ByChoice } from './ByChoice.tsx';

/** What happens most often comes first; no reason at all comes last. */
const reasons = [...deviceRevocationReasons.filter((reason) => reason !== 'unspecified'), 'unspecified'] as const;

/** Revokes a device's certificate at Cloudflare, or notes that it was done there. */
export function RevokeAtCloudflare({ device, onClose }: { readonly device: Device; readonly onClose: () => void }) {
  const t = useText();
  const { call, send } = useCall('cloudflare:revoke');
  const isConnected = useCloudflareAccess((store) => store.access?.phase === 'connected');
  const [by, setBy] = useState<By>(isConnected ? 'token' : 'hand');
  const [reason, setReason] = useState<DeviceRevocationReason>('keyCompromise');
  const revoke = async () => {
    const revoked = await send({ deviceId: device.id, reason, by });
    if (revoked === null) return;
    useDevices.getState().put(revoked.device);
    onClose();
  };
  return (
    <Confirm
      title={t('revoke.title', { device: device.name })}
      confirm={t(by === 'token' ? 'revoke.confirm' : 'cloudflare.revoke.done', { device: device.name })}
      typedName={device.name}
      busy={call.phase === 'busy'}
      onConfirm={revoke}
      onCancel={onClose}
    >
      <div className="lk-stack">
        <p>{t('cloudflare.revoke.text')}</p>
        <p>{t('cloudflare.revoke.not')}</p>
        {isConnected && <ByChoice value={by} onChange={setBy} token={t('cloudflare.revoke.token')} hand={t('cloudflare.revoke.hand')} />}
        {by === 'hand' && (
          <>
            <Numbered lines={t('cloudflare.revoke.steps', { returnObjects: true, device: device.name })} />
            <LinkTo place="clientCertificates" />
          </>
        )}
        <Select
          label={t('revoke.reason')}
          value={reason}
          onChange={setReason}
          options={reasons.map((each) => ({ value: each, label: t(`revoke.reasons.${each}`) }))}
        />
        <CallFailure call={call} />
      </div>
    </Confirm>
  );
}
