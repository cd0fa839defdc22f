import { usePlace, type View } from '../../state/place.ts';
import { AddDevice } from '../../wizards/add-device/AddDevice.tsx';
import { Cloudflare } from '../../wizards/cloudflare/Cloudflare.tsx';
import { ChangeRule } from '../../wizards/cloudflare/home/ChangeRule.tsx';
import { CloudflarePage } from '../../wizards/cloudflare/home/CloudflarePage.tsx';
import { ExportDevicesPage } from '../../wizards/export/ExportDevicesPage.tsx';
import { ExportPage } from '../../wizards/export/ExportPage.tsx';
import { Household } from '../../wizards/household/Household.tsx';
import { ImportList } from '../../wizards/import/ImportList.tsx';
import { ImportPage } from '../../wizards/import/ImportPage.tsx';
import { ImportRefused } from '../../wizards/import/ImportRefused.tsx';
import { OwnProxy } from '../../wizards/own-proxy/OwnProxy.tsx';
import { ProxyPage } from '../../wizards/proxy/ProxyPage.tsx';
import { RequestPage } from '../../wizards/request/RequestPage.tsx';
import { TestImportPage } from '../../wizards/test/TestImportPage.tsx';
import { TestPage } from '../../wizards/test/TestPage.tsx';
import { AuthoritiesPlace } from '../authorities/Authorities.tsx';
import { DevicePage } from '../devices/DevicePage.tsx';
import { DevicesPlace } from '../devices/Devices.tsx';
import { HomePlace } from '../home/Home.tsx';
import { Welcome } from '../home/Welcome.tsx';
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
    case 'cloudflare':
      return <Cloudflare />;
    case 'cloudflare-home':
      return <CloudflarePage homeId={view.homeId} />;
    case 'cloudflare-rule':
      return <ChangeRule homeId={view.homeId} />;
    case 'begin':
      return <Welcome />;
    case 'proxy-files':
      return <ProxyPage homeId={view.homeId} />;
    case 'request':
      return <RequestPage requestId={view.requestId} />;
    case 'device':
      return <DevicePage deviceId={view.deviceId} />;
    case 'household':
      return <Household homeId={view.homeId} />;
    case 'export':
      return <ExportPage deviceId={view.deviceId} />;
    case 'export-many':
      return <ExportDevicesPage deviceIds={view.deviceIds} />;
    case 'add-device':
      return <AddDevice homeId={view.homeId} />;
    case 'test':
      return <TestPage homeId={view.homeId} deviceId={view.deviceId} />;
    case 'imports':
      return <ImportList />;
    case 'import':
      return <ImportPage importId={view.importId} />;
    case 'import-refused':
      return <ImportRefused failure={view.failure} />;
    case 'test-import':
      return <TestImportPage importId={view.importId} />;
  }
}
