import { useState } from 'react';
import { targetAbilities } from '../../../electron/contract/deploy.ts';
import { type Device, type DeviceRevocationReason, deviceRevocationReasons } from '../../../electron/contract/entities.ts';
import { useCall } from '../../state/call.ts';
import { useDevices } from '../../state/devices.ts';
import { useHomes } from '../../state/homes.ts';
import { useText } from '../../text/text.ts';
import { Confirm } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Select.tsx';
import { CallFailure } from '../../wizards/CallFailure.tsx';

/** What happens most often comes first; no reason at all comes last. */
const reasons = [...deviceRevocationReasons.filter((reason) => reason !== 'unspecified'), 'unspecified'] as const;

interface RevokeDeviceProps {
  readonly device: Device;
  /** The reason that is chosen unless the user chooses another. */
  readonly likely?: DeviceRevocationReason;
  readonly onClose: () => void;
}

/** Asks why, and for the device's name, before its certificate is revoked for good. */
export function RevokeDevice({ device, likely = 'keyCompromise', onClose }: RevokeDeviceProps) {
  const t = useText();
  const { call, send } = useCall('device:revoke');
  const [reason, setReason] = useState<DeviceRevocationReason>(likely);
  const revoke = async () => {
    const revoked = await send({ deviceId: device.id, reason });
    if (revoked === null) return;
    useDevices.getState().put(revoked);
    void useHomes.getState().load();
    onClose();
  };
  return (
    <Confirm
      title={t('revoke.title', { device: device.name })}
      confirm={t('revoke.confirm', { device: device.name })}
      typedName={device.name}
      busy={call.phase === 'busy'}
      onConfirm={revoke}
      onCancel={onClose}
    >
      <div className="lk-stack">
        <p>{t('revoke.text')}</p>
        <p>
          <HowTheProxyLearns homeId={device.homeId} />
        </p>
        <p>{t('revoke.final')}</p>
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

function HowTheProxyLearns({ homeId }: { readonly homeId: string | null }) {
  const t = useText();
  const proxy = useHomes((store) => store.items.find(({ id }) => id === homeId)?.proxy ?? null);
  if (proxy === null) return t('revoke.learns.later');
  return t(`revoke.learns.${targetAbilities[proxy.target].revocation}`, { proxy: t(`proxy.targets.${proxy.target}.name`) });
}
