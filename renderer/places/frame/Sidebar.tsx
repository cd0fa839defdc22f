import type { MenuCommand } from '../../../electron/contract/ipc.ts';
import { useAuthorities } from '../../state/authorities.ts';
import { useDevices } from '../../state/devices.ts';
import { useImports } from '../../state/imports.ts';
import { usePlace, type View } from '../../state/place.ts';
import { useVault } from '../../state/vault.ts';
import { useText } from '../../text/text.ts';
import { BrandMark } from '../../ui/BrandMark.tsx';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import './Sidebar.css';

const places = ['home', 'devices', 'authorities', 'settings'] as const;
type PlaceName = (typeof places)[number];

/** Where each command of the native menu leads. */
export const placeOfCommand: Readonly<Record<MenuCommand, PlaceName>> = {
  'go-home': 'home',
  'go-devices': 'devices',
  'go-authorities': 'authorities',
  'go-settings': 'settings',
};

const icons: Readonly<Record<PlaceName, IconName>> = { home: 'home', devices: 'devices', authorities: 'authority', settings: 'settings' };

/** What stands under Devices, besides their list. */
const underDevices: ReadonlySet<View['place']> = new Set(['device', 'household', 'request', 'export-many']);

/** What shows a file that is open, or why it could not be opened. */
const underImports: ReadonlySet<View['place']> = new Set(['imports', 'import', 'import-refused', 'test-import']);

/** The place a view belongs to: what is neither under Devices nor about an open file starts from Home. */
function placeOf({ place: shown }: View): PlaceName | 'imports' {
  if (underImports.has(shown)) return 'imports';
  return underDevices.has(shown) ? 'devices' : (places.find((place) => place === shown) ?? 'home');
}

/** Brand, the four places, and what protects the keys. */
export function Sidebar() {
  const t = useText();
  const { view, go } = usePlace();
  const counts: Partial<Record<PlaceName, number>> = {
    devices: useDevices((store) => store.items.length),
    authorities: useAuthorities((store) => store.items.length),
  };
  return (
    <nav className="lk-side" aria-label={t('frame.places')}>
      <div className="lk-side-brand">
        <BrandMark />
        {t('frame.brand')}
      </div>
      <ul>
        {places.map((place) => (
          <li key={place}>
            <button
              type="button"
              className="lk-side-link"
              aria-current={placeOf(view) === place ? 'page' : undefined}
              onClick={() => go({ place })}
            >
              <Icon name={icons[place]} />
              {t(`frame.${place}`)}
              {counts[place] !== undefined && counts[place] > 0 && <span className="lk-side-count">{counts[place]}</span>}
            </button>
          </li>
        ))}
        <OpenFiles view={view} />
      </ul>
      <Protection />
    </nav>
  );
}

/** The files that are open; nothing while there is none. */
function OpenFiles({ view }: { readonly view: View }) {
  const t = useText();
  const go = usePlace((place) => place.go);
  const count = useImports(({ items, refused }) => items.length + refused.length);
  if (count === 0) return null;
  return (
    <li>
      <button
        type="button"
        className="lk-side-link"
        aria-current={placeOf(view) === 'imports' ? 'page' : undefined}
        onClick={() => go({ place: 'imports' })}
      >
        <Icon name="file" />
        {t('frame.imports')}
        <span className="lk-side-count">{count}</span>
      </button>
    </li>
  );
}

function Protection() {
  const t = useText();
  const status = useVault((store) => store.status);
  if (status?.phase !== 'open') return null;
  return (
    <p className="lk-side-foot">
      <Icon name="lock" size={14} />
      {t(status.protection === 'keychain' ? 'frame.footKeychain' : 'frame.footPassphrase')}
    </p>
  );
}
