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
import { DeviceTable } from './DeviceTable.tsx';
import { deviceRows, type Sorting, searchRows, sortedBy, sortRows } from './device-rows.ts';
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
      {rows.length > 0 ? (
        <Card>
          <DeviceTable
            rows={rows}
            sorting={sorting}
            onSort={(key) => setSorting(sortedBy(sorting, key))}
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
      {revoking && <RevokeDevice device={revoking} onClose={() => setRevoking(null)} />}
    </>
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
          <Button onClick={chooseImport}>{t('places.devices.openFile')}</Button>
          <RequestButton />
        </>
      }
    >
      {t('places.devices.noneText')}
    </EmptyState>
  );
}
