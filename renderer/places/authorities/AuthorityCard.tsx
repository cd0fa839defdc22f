import type { Authority, ServerCertificate } from '../../../electron/contract/entities.ts';
import { useCertificates } from '../../state/certificates.ts';
import { useDevices } from '../../state/devices.ts';
import { useHomes } from '../../state/homes.ts';
import { formatList, formatWhen } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { DaysLeft } from '../../ui/DaysLeft.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Pill } from '../../ui/Pill.tsx';
import { SaveServerCertificate } from '../../wizards/request/SaveSigned.tsx';
import { CertificateDetails } from './CertificateDetails.tsx';
import { SaveCertificate } from './SaveCertificate.tsx';

interface AuthorityCardProps {
  readonly authority: Authority;
  /** Whether backing it up is the one next action of the page. */
  readonly isNext: boolean;
  readonly onBackUp: () => void;
  readonly onReplace: () => void;
}

/** One authority: its job in words, whether it is backed up, and the certificates under it. */
export function AuthorityCard({ authority, isNext, onBackUp, onReplace }: AuthorityCardProps) {
  const t = useText();
  const home = useHomes((store) => store.items.find(({ id }) => id === authority.homeId));
  const isDevice = authority.job === 'device';
  const isSaved = authority.backup.phase === 'saved';
  return (
    <Card>
      <header className="lk-authority-head">
        <span className="lk-authority-sign">
          <Icon name="authority" size={20} />
        </span>
        <div className="lk-authority-words">
          <h2>{authority.name}</h2>
          <p className="lk-soft">
            {t(isDevice ? 'places.authorities.device' : 'places.authorities.server')}{' '}
            {home && t('places.authorities.of', { home: home.name })}{' '}
            {isDevice && home && home.deviceAuthorityId !== authority.id && t('places.authorities.former')}
          </p>
        </div>
        <DaysLeft notBefore={authority.certificate.notBefore} notAfter={authority.certificate.notAfter} />
      </header>
      <p className="lk-soft lk-authority-job">
        {isDevice ? t('places.authorities.deviceJob') : t('places.authorities.serverJob', { bounds: formatList(authority.bounds) })}
      </p>
      <BackupState authority={authority} />
      <div className="lk-row lk-authority-actions">
        <Button variant={isNext ? 'primary' : 'plain'} icon="save" onClick={onBackUp}>
          {t(isSaved ? 'places.authorities.backUpAgain' : 'places.authorities.backUp')}
          <span className="lk-hidden">{authority.name}</span>
        </Button>
        <SaveCertificate authority={authority} form="certificate" />
        {!isDevice && <SaveCertificate authority={authority} form="profile" />}
        {home?.deviceAuthorityId === authority.id && (
          <Button variant="quiet" onClick={onReplace}>
            {t('places.authorities.replace')}
          </Button>
        )}
      </div>
      <Issued authority={authority} />
      <CertificateDetails certificate={authority.certificate} />
    </Card>
  );
}

function BackupState({ authority: { backup } }: { readonly authority: Authority }) {
  const t = useText();
  if (backup.phase === 'none') {
    return (
      <p className="lk-row">
        <Pill tone="warn">{t('places.authorities.notBackedUp')}</Pill>
        <span className="lk-soft">{t('places.authorities.notBackedUpText')}</span>
      </p>
    );
  }
  return (
    <p className="lk-row">
      <Pill tone="good">{t('places.authorities.backedUp')}</Pill>
      <span className="lk-soft">{t('places.authorities.backedUpAs', { when: formatWhen(backup.at), file: backup.fileName })}</span>
    </p>
  );
}

/** What an authority has signed: server certificates as branches, devices as a number (they have a place of their own). */
function Issued({ authority }: { readonly authority: Authority }) {
  const t = useText();
  const devices = useDevices((store) => store.items.filter(({ authorityId }) => authorityId === authority.id).length);
  const every = useCertificates((store) => store.items);
  const certificates = every.filter(({ authorityId }) => authorityId === authority.id);
  if (authority.job === 'device')
    return <p className="lk-soft lk-authority-issued">{t('places.authorities.devicesSigned', { count: devices })}</p>;
  if (certificates.length === 0) return null;
  return (
    <ul className="lk-authority-branches" aria-label={t('places.authorities.serverCertificates')}>
      {certificates.map((certificate) => (
        <Branch key={certificate.id} certificate={certificate} />
      ))}
    </ul>
  );
}

function Branch({ certificate: { id, key, certificate } }: { readonly certificate: ServerCertificate }) {
  const t = useText();
  return (
    <li>
      <div className="lk-authority-words">
        <strong>{certificate.commonName}</strong>
        <p className="lk-soft lk-small">{t('places.authorities.coversNames', { names: formatList(certificate.san.map(bareName)) })}</p>
      </div>
      <DaysLeft notBefore={certificate.notBefore} notAfter={certificate.notAfter} />
      {key === 'elsewhere' && <SaveServerCertificate id={id} name={certificate.commonName} />}
    </li>
  );
}

/** `DNS:ha.example` without its kind, which tells itself. */
const bareName = (san: string): string => san.slice(san.indexOf(':') + 1);
