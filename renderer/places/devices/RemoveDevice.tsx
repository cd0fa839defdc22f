import { useState } from 'react';
import type { Device } from '../../../electron/contract/entities.ts';
import { invoke } from '../../bridge.ts';
import type { Call } from '../../state/call.ts';
import { useDevices } from '../../state/devices.ts';
import { useText } from '../../text/text.ts';
import { Confirm } from '../../ui/Dialog.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';

/** Asks before the key of a bundle that was brought along is deleted. */
export function RemoveDevice({ device, onClose }: { readonly device: Device; readonly onClose: () => void }) {
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
      {t('places.devices.removeText')}
      {call.phase === 'failed' && <FailureNote failure={call.failure} />}
    </Confirm>
  );
}
