import { useState } from 'react';
import type { Device } from '../../../electron/contract/entities.ts';
import { invoke } from '../../bridge.ts';
import type { Call } from '../../state/call.ts';
import { useDevices } from '../../state/devices.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm, Dialog } from '../../ui/Dialog.tsx';
import { CallFailure } from '../../wizards/CallFailure.tsx';
import { stillOpens } from './device-rows.ts';

interface RemoveDeviceProps {
  readonly device: Device;
  readonly onRevoke: () => void;
  readonly onClose: () => void;
}

/** Asks before a device and its key are deleted; one that still opens the door has to be revoked first. */
export function RemoveDevice({ device, onRevoke, onClose }: RemoveDeviceProps) {
  return stillOpens(device, Date.now()) ? (
    <RevokeFirst device={device} onRevoke={onRevoke} onClose={onClose} />
  ) : (
    <ConfirmRemoval device={device} onClose={onClose} />
  );
}

function RevokeFirst({ device, onRevoke, onClose }: RemoveDeviceProps) {
  const t = useText();
  return (
    <Dialog title={t('revoke.stillOpens', { device: device.name })} onClose={onClose}>
      <div className="lk-stack">
        <p className="lk-soft">{t('revoke.stillOpensText')}</p>
        <div className="lk-row lk-dialog-actions">
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button variant="danger" autoFocus onClick={onRevoke}>
            {t('revoke.action')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function ConfirmRemoval({ device, onClose }: Omit<RemoveDeviceProps, 'onRevoke'>) {
  const t = useText();
  const [call, setCall] = useState<Call>({ phase: 'idle' });
  const remove = async () => {
    setCall({ phase: 'busy' });
    const answer = await invoke('device:remove', { deviceId: device.id });
    if (!answer.ok) return setCall({ phase: 'failed', failure: answer.failure });
    useDevices.getState().drop(device.id);
    onClose();
  };
  return (
    <Confirm
      title={t('places.devices.removeTitle', { device: device.name })}
      confirm={t('places.devices.removeOf', { device: device.name })}
      typedName={device.name}
      busy={call.phase === 'busy'}
      onConfirm={remove}
      onCancel={onClose}
    >
      {t(removalText(device))}
      <CallFailure call={call} />
    </Confirm>
  );
}

function removalText({ authorityId, revoked }: Device) {
  if (revoked !== null) return 'revoke.removeRevokedText' as const;
  return authorityId === null ? ('places.devices.removeText' as const) : ('revoke.removeOwnText' as const);
}
