import type { Device, Home } from '../../../electron/contract/entities.ts';
import { DeviceGuide } from '../../guides/DeviceGuide.tsx';
import { useText } from '../../text/text.ts';
import { TrustGuide } from './TrustGuide.tsx';

/** What to do on a device until Home Assistant opens on it; where the server certificate is our own, trusting it comes first. */
export function PhoneGuide({ home, device }: { readonly home: Home | null; readonly device: Device }) {
  const t = useText();
  const trustFirst = home?.server.source === 'own';
  return (
    <>
      {trustFirst && <TrustGuide homeId={home.id} platform={device.platform} />}
      <DeviceGuide title={t(trustFirst ? 'guides.titleAfterTrust' : 'guides.title')} home={home} device={device} />
    </>
  );
}
