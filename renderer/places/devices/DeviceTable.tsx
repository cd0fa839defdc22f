import type { Device } from '../../../electron/contract/entities.ts';
import { usePlace } from '../../state/place.ts';
import { formatDate, formatDay } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { DaysLeft } from '../../ui/DaysLeft.tsx';
import { daysLeft, soonDays } from '../../ui/days.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Pill } from '../../ui/Pill.tsx';
import { SaveDeviceCertificate } from '../../wizards/request/SaveSigned.tsx';
import { type DeviceRow, isExportable, type Sorting, type SortKey, sortKeys } from './device-rows.ts';
import './DeviceTable.css';

interface DeviceTableProps {
  readonly rows: readonly DeviceRow[];
  readonly sorting: Sorting;
  readonly onSort: (key: SortKey) => void;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (deviceId: string) => void;
  readonly onRevoke: (device: Device) => void;
  readonly onRemove: (device: Device) => void;
}

/** Devices in rows; each heading sorts by its column. */
export function DeviceTable({ rows, sorting, onSort, ...acts }: DeviceTableProps) {
  const t = useText();
  return (
    <table className="lk-devices" aria-label={t('places.devices.table')}>
      <thead>
        <tr>
          {sortKeys.map((key) => (
            <SortHeading key={key} of={key} sorting={sorting} onSort={onSort} />
          ))}
          <th scope="col">
            <span className="lk-hidden">{t('places.devices.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <DeviceLine key={row.device.id} row={row} {...acts} />
        ))}
      </tbody>
    </table>
  );
}

interface SortHeadingProps {
  readonly of: SortKey;
  readonly sorting: Sorting;
  readonly onSort: (key: SortKey) => void;
}

function SortHeading({ of, sorting, onSort }: SortHeadingProps) {
  const t = useText();
  const direction = sorting.descending ? 'descending' : 'ascending';
  const sorted = sorting.key === of ? direction : 'none';
  return (
    <th scope="col" aria-sort={sorted}>
      <button type="button" data-sorted={sorted} onClick={() => onSort(of)}>
        {t(`places.devices.${of}`)}
        <Icon name="chevron" size={12} />
      </button>
    </th>
  );
}

type Acts = Pick<DeviceTableProps, 'onRevoke' | 'onRemove'>;
type Selecting = Pick<DeviceTableProps, 'selected' | 'onSelect'>;

function DeviceLine({ row, selected, onSelect, ...acts }: Acts & Selecting & { readonly row: DeviceRow }) {
  const t = useText();
  const go = usePlace((store) => store.go);
  const { device, homeName, platformName } = row;
  const state = useKeyState(device);
  return (
    <tr>
      <th scope="row">
        {isExportable(device) && (
          <input
            type="checkbox"
            aria-label={t('places.devices.select', { device: device.name })}
            checked={selected.has(device.id)}
            onChange={() => onSelect(device.id)}
          />
        )}
        <button type="button" className="lk-devices-name" onClick={() => go({ place: 'device', deviceId: device.id })}>
          {device.name}
        </button>
        <div className="lk-soft lk-small">{`${platformName} · ${state}`}</div>
      </th>
      <td className={homeName === '' ? 'lk-soft' : ''}>{homeName || t('places.devices.noHome')}</td>
      <td>
        <Validity device={device} />
      </td>
      <td>
        <DeviceActions row={row} {...acts} />
      </td>
    </tr>
  );
}

/** Where its key is: here, in a file that was saved, or on the device alone. */
function useKeyState({ authorityId, key, lastExport }: Device): string {
  const t = useText();
  if (key === 'elsewhere') return t('request.device.keyElsewhere');
  if (lastExport !== null) return t('places.devices.exported', { when: formatDay(lastExport.at) });
  return t(authorityId === null ? 'places.devices.brought' : 'places.devices.notExported');
}

function Validity({ device: { revoked, certificate } }: { readonly device: Device }) {
  const t = useText();
  if (revoked === null) return <DaysLeft notBefore={certificate.notBefore} notAfter={certificate.notAfter} />;
  return (
    <div className="lk-devices-revoked">
      <Pill tone="bad">{t('revoke.revoked')}</Pill>
      <span className="lk-soft lk-small">
        {t('revoke.revokedOn', { reason: t(`revoke.reasons.${revoked.reason}`), when: formatDate(revoked.at) })}
      </span>
    </div>
  );
}

function DeviceActions({ row: { device, canBeRevoked }, onRevoke, onRemove }: Acts & { readonly row: DeviceRow }) {
  const t = useText();
  const go = usePlace((store) => store.go);
  const { id: deviceId, homeId } = device;
  const isKeyHere = device.key === 'here';
  const of = <span className="lk-hidden">{device.name}</span>;
  return (
    <div className="lk-devices-actions">
      <Button variant="quiet" icon="remove" title={t('places.devices.removeOf', { device: device.name })} onClick={() => onRemove(device)}>
        <span className="lk-hidden">{t('places.devices.removeOf', { device: device.name })}</span>
      </Button>
      {canBeRevoked && (
        <Button variant="quiet" onClick={() => onRevoke(device)}>
          {t('revoke.action')}
          {of}
        </Button>
      )}
      {device.revoked === null && isKeyHere && daysLeft(device.certificate.notAfter, Date.now()) <= soonDays && (
        <Button variant="quiet" onClick={() => go({ place: 'device', deviceId })}>
          {t('device.renewOpen')}
          {of}
        </Button>
      )}
      {homeId !== null && isKeyHere && (
        <Button variant="quiet" onClick={() => go({ place: 'test', homeId, deviceId })}>
          {t('places.devices.test')}
          {of}
        </Button>
      )}
      {!isKeyHere && device.revoked === null && <SaveDeviceCertificate id={deviceId} name={device.name} />}
      {device.revoked === null && isKeyHere && (
        <Button onClick={() => go({ place: 'export', deviceId })}>
          {t('places.export')}
          {of}
        </Button>
      )}
    </div>
  );
}
