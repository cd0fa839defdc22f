import type { ReactNode } from 'react';
import type { Device } from '../../../electron/contract/entities.ts';
import { useDevices } from '../../state/devices.ts';
import { usePlace } from '../../state/place.ts';
import { formatDate, formatDay, formatDays } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { daysLeft, toneOfDays } from '../../ui/days.ts';
import { newerOf, olderOf } from './replacement.ts';

/** What somebody should know of a device before anything else; nothing where all is well. */
export function DeviceNews({ device }: { readonly device: Device }) {
  const t = useText();
  const devices = useDevices((store) => store.items);
  const { name, revoked, certificate } = device;
  if (revoked !== null) {
    const facts = { when: formatDay(revoked.at), reason: t(`revoke.reasons.${revoked.reason}`) };
    return (
      <Callout tone="bad" title={t('device.revokedTitle', facts)}>
        {t('device.revokedText')}
      </Callout>
    );
  }
  const newer = newerOf(device, devices);
  if (newer !== null) {
    return (
      <Callout tone="neutral" title={t('device.newerTitle')} actions={<Show device={newer}>{t('device.newerOpen')}</Show>}>
        {t('device.newerText', { device: name, end: formatDate(certificate.notAfter) })}
      </Callout>
    );
  }
  const older = olderOf(device, devices, Date.now());
  if (older !== null) {
    return (
      <Callout tone="neutral" title={t('device.olderTitle')} actions={<Show device={older}>{t('device.olderOpen')}</Show>}>
        {t('device.olderText', { end: formatDate(older.certificate.notAfter) })}
      </Callout>
    );
  }
  const days = daysLeft(certificate.notAfter, Date.now());
  const tone = toneOfDays(days);
  if (tone === 'good') return null;
  return (
    <Callout tone={tone} title={t(days < 0 ? 'device.endedTitle' : 'device.endsTitle', { when: formatDays(days) })}>
      {t('device.endsText')}
    </Callout>
  );
}

function Show({ device: { id }, children }: { readonly device: Device; readonly children: ReactNode }) {
  const go = usePlace((store) => store.go);
  return <Button onClick={() => go({ place: 'device', deviceId: id })}>{children}</Button>;
}
