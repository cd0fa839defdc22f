import { useDevices } from '../../state/devices.ts';
import { exportDevices } from '../../state/export.ts';
import { usePlace } from '../../state/place.ts';
import { useText } from '../../text/text.ts';
import { Page } from '../../ui/Page.tsx';
import { ExportMany } from './ExportMany.tsx';

/** Exports several devices at once. */
export function ExportDevicesPage({ deviceIds }: { readonly deviceIds: readonly string[] }) {
  const t = useText();
  const go = usePlace((place) => place.go);
  const first = useDevices((store) => store.items.find(({ id }) => id === deviceIds[0]));
  return (
    <Page title={t('export.many.title', { count: deviceIds.length })} subtitle={t('export.many.subtitle')}>
      <ExportMany
        count={deviceIds.length}
        exportAll={exportDevices(deviceIds)}
        platform={first?.platform ?? 'ios'}
        onDone={() => go({ place: 'devices' })}
      />
    </Page>
  );
}
