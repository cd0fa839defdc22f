import type { Device } from '../../../electron/contract/entities.ts';
import { useDevices } from '../../state/devices.ts';
import { useHomes } from '../../state/homes.ts';
import { usePlace } from '../../state/place.ts';
import { formatDate, formatFingerprint, formatWhen } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { DaysLeft } from '../../ui/DaysLeft.tsx';
import { Page } from '../../ui/Page.tsx';
import { Facts } from '../../wizards/Facts.tsx';
import { More } from '../../wizards/More.tsx';
import { PhoneGuide } from '../../wizards/phone/PhoneGuide.tsx';
import { SaveDeviceCertificate } from '../../wizards/request/SaveSigned.tsx';
import { useEscape } from '../../wizards/use-escape.ts';
import { DeviceNews } from './DeviceNews.tsx';
import { MoreActions } from './MoreActions.tsx';

/** One device: what it has, how it gets it, and everything that can be done with it. */
export function DevicePage({ deviceId }: { readonly deviceId: string }) {
  const t = useText();
  const device = useDevices((store) => store.items.find(({ id }) => id === deviceId));
  const home = useHomes((store) => store.items.find(({ id }) => id === device?.homeId)) ?? null;
  const go = usePlace((place) => place.go);
  useEscape(() => go({ place: 'devices' }));
  if (device === undefined) return null;
  const subtitle = { platform: t(`places.platform.${device.platform}`), home: home?.name ?? t('device.noHome') };
  return (
    <Page title={device.name} subtitle={t('device.subtitle', subtitle)} actions={<MainActions device={device} />}>
      <DeviceNews device={device} />
      <CertificateCard device={device} />
      <ExportsCard device={device} />
      {device.revoked === null && <PhoneGuide home={home} device={device} />}
      <MoreActions device={device} home={home} />
    </Page>
  );
}

function MainActions({ device: { id: deviceId, name, key, homeId, revoked, lastExport } }: { readonly device: Device }) {
  const t = useText();
  const go = usePlace((store) => store.go);
  return (
    <>
      {homeId !== null && key === 'here' && (
        <Button onClick={() => go({ place: 'test', homeId, deviceId })}>{t('places.testConnection')}</Button>
      )}
      {revoked === null && key === 'here' && (
        <Button variant={lastExport === null ? 'primary' : 'plain'} onClick={() => go({ place: 'export', deviceId })}>
          {t('places.export')}
        </Button>
      )}
      {revoked === null && key === 'elsewhere' && <SaveDeviceCertificate id={deviceId} name={name} />}
    </>
  );
}

function CertificateCard({ device: { certificate, key } }: { readonly device: Device }) {
  const t = useText();
  const { notBefore, notAfter, subject, issuer, serial, fingerprint } = certificate;
  return (
    <Card title={t('device.certificate')} aside={<DaysLeft notBefore={notBefore} notAfter={notAfter} />}>
      <div className="lk-stack">
        <Facts
          facts={[
            { label: t('device.valid'), value: t('device.validText', { from: formatDate(notBefore), to: formatDate(notAfter) }) },
            { label: t('device.key'), value: t(key === 'here' ? 'device.keyHere' : 'device.keyElsewhere', { key: certificate.key }) },
          ]}
        />
        <More label={t('wizards.more')}>
          <Facts
            facts={[
              { label: t('device.subject'), value: subject },
              { label: t('device.issuer'), value: issuer },
              { label: t('device.serial'), value: serial, mono: true },
              { label: t('device.fingerprint'), value: formatFingerprint(fingerprint), mono: true },
            ]}
          />
        </More>
      </div>
    </Card>
  );
}

function ExportsCard({ device: { exports } }: { readonly device: Device }) {
  const t = useText();
  return (
    <Card title={t('device.exports')}>
      {exports.length === 0 && <p className="lk-soft">{t('device.exportsNone')}</p>}
      <ul className="lk-soft">
        {exports.toReversed().map(({ at, form }) => (
          <li key={at}>{t('device.exportedAs', { form: t(`export.forms.${form}`), when: formatWhen(at) })}</li>
        ))}
      </ul>
    </Card>
  );
}
