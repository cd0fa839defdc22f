import { useDeferredValue, useRef, useState } from 'react';
import type { Device } from '../../../electron/contract/entities.ts';
import { useDevices } from '../../state/devices.ts';
import { useHomes } from '../../state/homes.ts';
import { chooseImport } from '../../state/imports.ts';
import { usePlace } from '../../state/place.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { toggled } from '../../ui/toggled.ts';
import { RevokeAtCloudflare } from '../../wizards/cloudflare/home/RevokeAtCloudflare.tsx';
import { canIssue } from '../../wizards/household/can-issue.ts';
import { DeviceTable } from './DeviceTable.tsx';
import { type DeviceRow, deviceRows, isExportable, type Sorting, searchRows, sortedBy, sortRows } from './device-rows.ts';
import { PendingRequests } from './PendingRequests.tsx';
import { RemoveDevice } from './RemoveDevice.tsx';
import { RevokeDevice } from './RevokeDevice.tsx';

/** Every device certificate, to search, sort, export, test and remove. */
export function DevicesPlace() {
  const t = useText();
  const devices = useDevices((store) => store.items);
  if (devices.length === 0) {
    return (
      <Page title={t('places.devices.title')}>
        <PendingRequests />
        <NoDevices />
      </Page>
    );
  }
  return (
    <Page
      title={t('places.devices.title')}
      subtitle={t('places.devices.subtitle', { count: devices.length })}
      actions={
        <>
          <HouseholdButton />
          <RequestButton />
          <Button icon="file" onClick={chooseImport}>
            {t('places.devices.openFile')}
          </Button>
        </>
      }
    >
      <PendingRequests />
      <DeviceList devices={devices} />
    </Page>
  );
}

/** Only where a home can take devices of ours. */
function HouseholdButton() {
  const t = useText();
  const canAdd = useHomes((store) => store.items.some(canIssue));
  const go = usePlace((store) => store.go);
  return canAdd ? <Button onClick={() => go({ place: 'household', homeId: null })}>{t('household.open')}</Button> : null;
}

function RequestButton() {
  const t = useText();
  const go = usePlace((store) => store.go);
  return <Button onClick={() => go({ place: 'request', requestId: null })}>{t('request.waiting.new')}</Button>;
}

function DeviceList({ devices }: { readonly devices: readonly Device[] }) {
  const t = useText();
  const homes = useHomes((store) => store.items);
  const [search, setSearch] = useState('');
  const [sorting, setSorting] = useState<Sorting>({ key: 'name', descending: false });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [removing, setRemoving] = useState<Device | null>(null);
  const [revoking, setRevoking] = useState<Device | null>(null);
  const revoke = (device: Device) => {
    setRemoving(null);
    setRevoking(device);
  };
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const wanted = useDeferredValue(search);
  const showAll = () => {
    setSearch('');
    field.current?.focus();
  };
  const every = deviceRows(devices, homes, ({ platform }) => t(`places.platform.${platform}`));
  const rows = sortRows(searchRows(every, wanted), sorting);
  return (
    <>
      <TextField
        type="search"
        label={t('places.devices.search')}
        placeholder={t('places.devices.searchHint')}
        inputRef={field}
        value={search}
        onChange={setSearch}
      />
      <SelectedDevices rows={rows} selected={selected} onSelect={setSelected} />
      {rows.length > 0 ? (
        <Card>
          <DeviceTable
            rows={rows}
            sorting={sorting}
            onSort={(key) => setSorting(sortedBy(sorting, key))}
            selected={selected}
            onSelect={(deviceId) => setSelected(toggled(selected, deviceId))}
            onRevoke={revoke}
            onRemove={setRemoving}
          />
        </Card>
      ) : (
        <EmptyState
          icon="search"
          title={t('places.devices.nothingFound', { search: wanted.trim() })}
          actions={<Button onClick={showAll}>{t('places.devices.clearSearch')}</Button>}
        />
      )}
      {removing && <RemoveDevice device={removing} onRevoke={() => revoke(removing)} onClose={() => setRemoving(null)} />}
      {revoking && revoking.authorityId !== null && <RevokeDevice device={revoking} onClose={() => setRevoking(null)} />}
      {revoking && revoking.authorityId === null && <RevokeAtCloudflare device={revoking} onClose={() => setRevoking(null)} />}
    </>
  );
}

interface SelectedDevicesProps {
  readonly rows: readonly DeviceRow[];
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
}

/** What can be done with the devices that are selected; nothing while none of those that are shown is. */
function SelectedDevices({ rows, selected, onSelect }: SelectedDevicesProps) {
  const t = useText();
  const go = usePlace((store) => store.go);
  const shown = rows.map(({ device }) => device).filter(isExportable);
  const chosen = shown.filter(({ id }) => selected.has(id)).map(({ id }) => id);
  if (chosen.length === 0) return null;
  return (
    <div className="lk-row">
      <span role="status">{t('places.devices.selected', { count: chosen.length })}</span>
      <Button variant="primary" icon="save" onClick={() => go({ place: 'export-many', deviceIds: chosen })}>
        {t('places.export')}
      </Button>
      <Button onClick={() => onSelect(new Set(shown.map(({ id }) => id)))}>{t('places.devices.selectAll', { count: shown.length })}</Button>
      <Button variant="quiet" onClick={() => onSelect(new Set())}>
        {t('places.devices.selectNone')}
      </Button>
    </div>
  );
}

function NoDevices() {
  const t = useText();
  const go = usePlace((store) => store.go);
  return (
    <EmptyState
      icon="devices"
      title={t('places.devices.none')}
      actions={
        <>
          <Button variant="primary" onClick={() => go({ place: 'home' })}>
            {t('places.devices.toHome')}
          </Button>
          <HouseholdButton />
          <Button onClick={chooseImport}>{t('places.devices.openFile')}</Button>
          <RequestButton />
        </>
      }
    >
      {t('places.devices.noneText')}
    </EmptyState>
  );
}
