import type { MenuCommand } from '../../../electron/contract/ipc.ts';
import { useAuthorities } from '../../state/authorities.ts';
import { useDevices } from '../../state/devices.ts';
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

/** The place a view belongs to: every wizard starts from Home. */
const placeOf = (view: View): PlaceName => places.find((place) => place === view.place) ?? 'home';

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
      </ul>
      <Protection />
    </nav>
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
