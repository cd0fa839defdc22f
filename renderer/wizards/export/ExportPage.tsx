import { useDevices } from '../../state/devices.ts';
import { exportDevice } from '../../state/export.ts';
import { useHomes } from '../../state/homes.ts';
import { usePlace } from '../../state/place.ts';
import { formatDate } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Page } from '../../ui/Page.tsx';
import { More } from '../More.tsx';
import { PhoneGuide } from '../phone/PhoneGuide.tsx';
import { useEscape } from '../use-escape.ts';
import { ExportForm } from './ExportForm.tsx';

/** Exports one device, whenever. */
export function ExportPage({ deviceId }: { readonly deviceId: string }) {
  const t = useText();
  const device = useDevices((store) => store.items.find(({ id }) => id === deviceId));
  const home = useHomes((store) => store.items.find(({ id }) => id === device?.homeId));
  const go = usePlace((place) => place.go);
  const leave = () => go({ place: 'devices' });
  useEscape(leave);
  if (device === undefined) return null;
  return (
    <Page
      title={t('export.title', { device: device.name })}
      subtitle={t('export.subtitle', { end: formatDate(device.certificate.notAfter) })}
    >
      <div className="lk-step-column">
        <ExportForm
          title={t('export.formTitle')}
          intro={t('wizards.export.intro')}
          exportAs={exportDevice(device.id)}
          platform={device.platform}
          savedAt={device.lastExport?.at ?? null}
          next={{ label: t('export.done'), onNext: leave }}
          onBack={leave}
        />
        <More label={t('export.onDevice')}>
          <PhoneGuide home={home ?? null} device={device} />
        </More>
      </div>
    </Page>
  );
}
