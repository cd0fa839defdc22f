import { usePlace, type View } from '../../state/place.ts';
import { AddDevice } from '../../wizards/add-device/AddDevice.tsx';
import { ExportPage } from '../../wizards/export/ExportPage.tsx';
import { ImportPage } from '../../wizards/import/ImportPage.tsx';
import { ImportRefused } from '../../wizards/import/ImportRefused.tsx';
import { OwnProxy } from '../../wizards/own-proxy/OwnProxy.tsx';
import { TestImportPage } from '../../wizards/test/TestImportPage.tsx';
import { TestPage } from '../../wizards/test/TestPage.tsx';
import { AuthoritiesPlace } from '../authorities/Authorities.tsx';
import { DevicesPlace } from '../devices/Devices.tsx';
import { HomePlace } from '../home/Home.tsx';
import { SettingsPlace } from '../settings/Settings.tsx';

/** The place or wizard that the user is in; each visit starts afresh. */
export function CurrentPlace() {
  const view = usePlace((store) => store.view);
  return <Place key={JSON.stringify(view)} view={view} />;
}

function Place({ view }: { readonly view: View }) {
  switch (view.place) {
    case 'home':
      return <HomePlace />;
    case 'devices':
      return <DevicesPlace />;
    case 'authorities':
      return <AuthoritiesPlace />;
    case 'settings':
      return <SettingsPlace />;
    case 'own-proxy':
      return <OwnProxy />;
    case 'export':
      return <ExportPage deviceId={view.deviceId} />;
    case 'add-device':
      return <AddDevice homeId={view.homeId} />;
    case 'test':
      return <TestPage homeId={view.homeId} deviceId={view.deviceId} />;
    case 'import':
      return <ImportPage importId={view.importId} />;
    case 'import-refused':
      return <ImportRefused failure={view.failure} />;
    case 'test-import':
      return <TestImportPage importId={view.importId} />;
  }
}
