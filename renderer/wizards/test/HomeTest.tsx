import { useEffect, useRef, useState } from 'react';
import type { Device, Home } from '../../../electron/contract/entities.ts';
import type { PastProbe } from '../../../electron/contract/probe.ts';
import { usePlace } from '../../state/place.ts';
import { useProbe } from '../../state/probe.ts';
import { formatMoment } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { focusHeading } from '../../ui/focus-heading.ts';
import { Page } from '../../ui/Page.tsx';
import { Select } from '../../ui/Select.tsx';
import { useEscape } from '../use-escape.ts';
import { CompareCard } from './CompareCard.tsx';
import { HistoryCard } from './HistoryCard.tsx';
import { ScheduleCard } from './ScheduleCard.tsx';
import { CopyReport, TestButton } from './TestActions.tsx';
import { PastOutcome, TestOutcome } from './TestOutcome.tsx';
import { lastReport, useTest } from './use-test.ts';

interface HomeTestProps {
  readonly home: Home;
  /** As whom it is tested; null for a stranger only. */
  readonly device: Device | null;
  /** As whom it may be tested instead. */
  readonly devices: readonly Device[];
  /** With whom it may be compared. */
  readonly rivals: readonly Device[];
}

/** The test of a home as one device: what it shows, how that compares, what it showed before. */
export function HomeTest({ home, device, devices, rivals }: HomeTestProps) {
  const t = useText();
  const go = usePlace((place) => place.go);
  const { start, rival } = useProbe();
  const [past, setPast] = useState<PastProbe | null>(null);
  const target = { homeId: home.id, deviceId: device?.id ?? null };
  const probe = useTest(target, lastReport(home, device));
  const closePast = () => {
    setPast(null);
    focusHeading();
  };
  useEscape(() => (past === null ? go({ place: 'home' }) : closePast()));
  const test = () => {
    setPast(null);
    void start(target);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens for a device.
  useEffect(test, []);
  const testAs = ({ deviceId }: PastProbe) => {
    if (deviceId !== target.deviceId) return go({ place: 'test', homeId: home.id, deviceId });
    focusHeading();
    test();
  };
  const latest = probe.phase === 'done' ? probe.report : null;
  const shown = past?.report ?? latest;
  const running = probe.phase === 'running' || rival.phase === 'running';
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
          {shown !== null && <CopyReport report={shown} />}
          <TestButton running={running} tested={probe.phase !== 'idle'} onTest={test} />
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
      {past === null ? <TestOutcome probe={probe} /> : <PastTest key={past.id} past={past} onClose={closePast} />}
      {past === null && latest !== null && device !== null && rivals.length > 0 && (
        <CompareCard home={home} device={device} report={latest} rivals={rivals} />
      )}
      <HistoryCard home={home} onOpen={setPast} onTest={testAs} />
      <ScheduleCard home={home} device={device} devices={devices.filter(({ homeId, revoked }) => homeId === home.id && revoked === null)} />
    </Page>
  );
}

/** Brought into sight, since it is opened from further down the page. */
function PastTest({ past: { report }, onClose }: { readonly past: PastProbe; readonly onClose: () => void }) {
  const t = useText();
  const title = t('test.history.opened', { when: formatMoment(report.startedAt) });
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.focus(), []);
  return (
    <section ref={section} tabIndex={-1} aria-label={title} className="lk-stack lk-test-past">
      <Callout tone="neutral" title={title} actions={<Button onClick={onClose}>{t('test.history.close')}</Button>}>
        {t('test.history.openedText')}
      </Callout>
      <PastOutcome report={report} />
    </section>
  );
}
