import { useState } from 'react';
import type { Device } from '../../../../electron/contract/entities.ts';
import { useCall } from '../../../state/call.ts';
import { useCloudflareAccess } from '../../../state/cloudflare.ts';
import { useDevices } from '../../../state/devices.ts';
import { useText } from '../../../text/text.ts';
import { Confirm } from '../../../ui/Dialog.tsx';
import { CallFailure } from '../../CallFailure.tsx';
import { type By, ByChoice } from './ByChoice.tsx';

/** Takes a revocation back, which works while Cloudflare has not finished it. */
export function RestoreDevice({ device, onClose }: { readonly device: Device; readonly onClose: () => void }) {
  const t = useText();
  const { call, send } = useCall('cloudflare:reactivate');
  const isConnected = useCloudflareAccess((store) => store.access?.phase === 'connected');
  const [by, setBy] = useState<By>(isConnected ? 'token' : 'hand');
  const done = t('cloudflare.revoke.restoreDone', { device: device.name });
  const restore = async () => {
    const restored = await send({ deviceId: device.id, by });
    if (restored === null) return;
    useDevices.getState().put(restored.device);
    onClose();
  };
  return (
    <Confirm
      title={t('cloudflare.revoke.restoreTitle', { device: device.name })}
      confirm={by === 'token' ? t('cloudflare.revoke.restoreConfirm', { device: device.name }) : done}
      busy={call.phase === 'busy'}
      onConfirm={restore}
      onCancel={onClose}
    >
      <div className="lk-stack">
        <p>{t('cloudflare.revoke.restoreText')}</p>
        {isConnected && <ByChoice value={by} onChange={setBy} token={t('cloudflare.revoke.restoreToken')} hand={done} />}
        <CallFailure call={call} />
      </div>
    </Confirm>
  );
}
