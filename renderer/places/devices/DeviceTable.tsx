import type { Device } from '../../../electron/contract/entities.ts';
import { usePlace } from '../../state/place.ts';
import { formatDay } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { DaysLeft } from '../../ui/DaysLeft.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { type DeviceRow, type Sorting, type SortKey, sortKeys } from './device-rows.ts';
import './DeviceTable.css';

interface DeviceTableProps {
  readonly rows: readonly DeviceRow[];
  readonly sorting: Sorting;
  readonly onSort: (key: SortKey) => void;
  readonly onRemove: (device: Device) => void;
}

/** Devices in rows; each heading sorts by its column. */
export function DeviceTable({ rows, sorting, onSort, onRemove }: DeviceTableProps) {
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
          <DeviceLine key={row.device.id} row={row} onRemove={onRemove} />
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

function DeviceLine({
  row: { device, homeName, platformName },
  onRemove,
}: {
  readonly row: DeviceRow;
  readonly onRemove: (device: Device) => void;
}) {
  const t = useText();
  const broughtAlong = device.authorityId === null;
  const exported = device.lastExport && t('places.devices.exported', { when: formatDay(device.lastExport.at) });
  const state = exported ?? t(broughtAlong ? 'places.devices.brought' : 'places.devices.notExported');
  return (
    <tr>
      <th scope="row">
        {device.name}
        <div className="lk-soft lk-small">{`${platformName} · ${state}`}</div>
      </th>
      <td className={homeName === '' ? 'lk-soft' : ''}>{homeName || t('places.devices.noHome')}</td>
      <td>
        <DaysLeft notBefore={device.certificate.notBefore} notAfter={device.certificate.notAfter} />
      </td>
      <td>
        <DeviceActions device={device} onRemove={onRemove} />
      </td>
    </tr>
  );
}

function DeviceActions({ device, onRemove }: { readonly device: Device; readonly onRemove: (device: Device) => void }) {
  const t = useText();
  const go = usePlace((store) => store.go);
  const { id: deviceId, homeId } = device;
  const of = <span className="lk-hidden">{device.name}</span>;
  return (
    <div className="lk-devices-actions">
      {device.authorityId === null && (
        <Button
          variant="quiet"
          icon="remove"
          title={t('places.devices.removeOf', { device: device.name })}
          onClick={() => onRemove(device)}
        >
          <span className="lk-hidden">{t('places.devices.removeOf', { device: device.name })}</span>
        </Button>
      )}
      {homeId !== null && (
        <Button variant="quiet" onClick={() => go({ place: 'test', homeId, deviceId })}>
          {t('places.devices.test')}
          {of}
        </Button>
      )}
      <Button onClick={() => go({ place: 'export', deviceId })}>
        {t('places.export')}
        {of}
      </Button>
    </div>
  );
}
