import { useEffect } from 'react';
import type { Device, Home } from '../../../electron/contract/entities.ts';
import { useDevices } from '../../state/devices.ts';
import { useHomes } from '../../state/homes.ts';
import { usePlace } from '../../state/place.ts';
import { useProbe } from '../../state/probe.ts';
import { useText } from '../../text/text.ts';
import { Page } from '../../ui/Page.tsx';
import { Select } from '../../ui/Select.tsx';
import { useEscape } from '../use-escape.ts';
import { CopyReport, TestButton } from './TestActions.tsx';
import { TestOutcome } from './TestOutcome.tsx';
import { lastReport, useTest } from './use-test.ts';

interface TestPageProps {
  readonly homeId: string;
  /** Null tests as the device of the last test, else as the first one. */
  readonly deviceId: string | null;
}

/** Test connection of a home, begun as soon as it opens. */
export function TestPage({ homeId, deviceId }: TestPageProps) {
  const home = useHomes((store) => store.items.find(({ id }) => id === homeId));
  const devices = useDevices((store) => store.items).filter((device) => device.homeId === homeId || device.id === deviceId);
  const device =
    devices.find(({ id }) => id === deviceId) ??
    devices.find(({ certificate }) => certificate.commonName === home?.lastProbe?.device) ??
    devices[0] ??
    null;
  return home === undefined ? null : <HomeTest key={device?.id} home={home} device={device} devices={devices} />;
}

interface HomeTestProps {
  readonly home: Home;
  readonly device: Device | null;
  readonly devices: readonly Device[];
}

function HomeTest({ home, device, devices }: HomeTestProps) {
  const t = useText();
  const go = usePlace((place) => place.go);
  const start = useProbe((store) => store.start);
  const target = { homeId: home.id, deviceId: device?.id ?? null };
  const probe = useTest(target, lastReport(home, device));
  useEscape(() => go({ place: 'home' }));
  const test = () => void start(target);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens for a device.
  useEffect(test, []);
  return (
    <Page
      title={t('test.title')}
      subtitle={
        <span className="lk-mono">
          {device === null ? t('test.asStranger', { url: home.url }) : t('test.as', { url: home.url, device: device.name })}
        </span>
      }
      actions={
        <>
          <CopyReport probe={probe} />
          <TestButton probe={probe} onTest={test} />
        </>
      }
    >
      {devices.length > 1 && device !== null && (
        <Select
          label={t('test.device')}
          value={device.id}
          onChange={(deviceId) => go({ place: 'test', homeId: home.id, deviceId })}
          options={devices.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <TestOutcome probe={probe} />
    </Page>
  );
}
