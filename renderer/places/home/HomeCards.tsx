import type { Device, Home } from '../../../electron/contract/entities.ts';
import { useDevices } from '../../state/devices.ts';
import { usePlace } from '../../state/place.ts';
import { formatDays, formatWhen } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { DaysLeft } from '../../ui/DaysLeft.tsx';
import { daysLeft } from '../../ui/days.ts';
import { Pill } from '../../ui/Pill.tsx';
import { toneOfVerdict } from '../../ui/verdict.ts';
import { CloudflareCard } from './CloudflareCard.tsx';
import { NextStepCard } from './NextStepCard.tsx';
import { nextToEnd } from './next-step.ts';
import { ProxyCard } from './ProxyCard.tsx';
import { TodoCards } from './TodoCards.tsx';

/** How the door of one home stands, who has a certificate for it, and the one next step. */
export function HomeCards({ home }: { readonly home: Home }) {
  const every = useDevices((store) => store.items);
  const devices = every.filter((device) => device.homeId === home.id && device.revoked === null);
  return (
    <>
      <VerdictCard home={home} />
      <TodoCards home={home} />
      {devices.length > 0 && <DevicesCard devices={devices} />}
      <NextStepCard home={home} devices={devices} />
      <ProxyCard home={home} />
      <CloudflareCard home={home} />
    </>
  );
}

function VerdictCard({ home: { lastProbe } }: { readonly home: Home }) {
  const t = useText();
  if (lastProbe === null) {
    return (
      <Card>
        <div className="lk-row">
          <Pill tone="neutral">{t('places.home.notProved')}</Pill>
          <h2>{t('places.home.notProvedSentence')}</h2>
        </div>
        <p className="lk-soft lk-home-below">{t('places.home.notProvedText')}</p>
      </Card>
    );
  }
  const { verdict, startedAt, homeAssistantVersion: version } = lastProbe;
  const facts = { device: lastProbe.device ?? '' };
  return (
    <Card>
      <div className="lk-row">
        <Pill tone={toneOfVerdict[verdict]}>{t(`probe.verdicts.${verdict}.word`)}</Pill>
        <h2>{t(`probe.verdicts.${verdict}.sentence`, facts)}</h2>
      </div>
      <p className="lk-soft lk-home-below">
        {version === null
          ? t('places.home.tested', { when: formatWhen(startedAt) })
          : t('places.home.testedWith', { when: formatWhen(startedAt), version })}
      </p>
    </Card>
  );
}

function DevicesCard({ devices }: { readonly devices: readonly Device[] }) {
  const t = useText();
  const go = usePlace((store) => store.go);
  return (
    <Card title={t('places.home.devices')} aside={devices.length > 1 && <NextToEnd devices={devices} />}>
      <ul className="lk-home-devices">
        {devices.map((device) => (
          <li key={device.id}>
            <div className="lk-home-device">
              <strong>{device.name}</strong>
              <span className="lk-soft lk-small">{t(`places.platform.${device.platform}`)}</span>
            </div>
            <DaysLeft notBefore={device.certificate.notBefore} notAfter={device.certificate.notAfter} />
            <Button onClick={() => go({ place: 'export', deviceId: device.id })}>
              {t('places.export')}
              <span className="lk-hidden">{device.name}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function NextToEnd({ devices }: { readonly devices: readonly Device[] }) {
  const t = useText();
  const device = nextToEnd(devices);
  if (device === null) return null;
  const days = daysLeft(device.certificate.notAfter, Date.now());
  return t(days < 0 ? 'places.home.hasEnded' : 'places.home.nextToEnd', { device: device.name, when: formatDays(days) });
}
