import type { CrlFacts, RequestFacts } from '../../../electron/contract/entities.ts';
import { formatDate, formatFingerprint, formatList } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Card } from '../../ui/Card.tsx';
import { type Fact, Facts } from '../Facts.tsx';
import { More } from '../More.tsx';
import { certificateName, commonNameIn } from './certificate-name.ts';
import { plainNames, usePurposes } from './purposes.ts';

/** The private keys that no certificate in their file belongs to. */
export function KeyCard({ label, protection }: { readonly label: string; readonly protection: readonly Fact[] }) {
  const t = useText();
  return (
    <Card title={t('import.facts.ownKey', { key: label })}>
      <div className="lk-stack">
        <p>{t('import.facts.ownKeyText')}</p>
        <More label={t('import.facts.raw')}>
          <Facts facts={protection} />
        </More>
      </div>
    </Card>
  );
}

/** What somebody asks an authority for. */
export function RequestCard({ request, fileName }: { readonly request: RequestFacts; readonly fileName: string }) {
  const t = useText();
  const purposes = usePurposes();
  const { subject, san, eku, key, fingerprint } = request;
  return (
    <Card title={t('import.facts.requestOf', { name: certificateName(request, fileName) })}>
      <div className="lk-stack">
        <Facts
          facts={[
            { label: t('import.facts.names'), value: san.length > 0 ? plainNames(san) : t('import.facts.none') },
            { label: t('import.facts.purposes'), value: eku.length > 0 ? formatList(purposes(request)) : t('import.facts.none') },
            { label: t('import.facts.key'), value: key },
          ]}
        />
        <More label={t('import.facts.raw')}>
          <Facts
            facts={[
              { label: t('import.facts.subject'), value: subject || t('import.facts.none') },
              { label: t('import.facts.fingerprint'), value: formatFingerprint(fingerprint), mono: true },
            ]}
          />
        </More>
      </div>
    </Card>
  );
}

/** A list of thousands would hold up the window. */
const shownEntries = 100;

/** What an authority took back. */
export function CrlCard({ crl: { issuer, number, thisUpdate, nextUpdate, revoked } }: { readonly crl: CrlFacts }) {
  const t = useText();
  const more = revoked.length - shownEntries;
  return (
    <Card title={t('import.facts.crlOf', { name: commonNameIn(issuer) })}>
      <div className="lk-stack">
        <Facts
          facts={[
            { label: t('import.facts.validFrom'), value: formatDate(thisUpdate) },
            { label: t('import.facts.nextUpdate'), value: nextUpdate === null ? t('import.facts.noNextUpdate') : formatDate(nextUpdate) },
            { label: t('import.facts.revoked'), value: t('import.facts.revokedCount', { count: revoked.length }) },
          ]}
        />
        <More label={t('import.facts.raw')}>
          <Facts
            facts={[
              { label: t('import.facts.issuer'), value: issuer },
              { label: t('import.facts.number'), value: number ?? t('import.facts.none') },
            ]}
          />
          <ul className="lk-mono">
            {revoked.slice(0, shownEntries).map(({ serial, at, reason }) => (
              <li key={serial}>{t('import.facts.revokedEntry', { serial, date: formatDate(at), reason })}</li>
            ))}
            {more > 0 && <li>{t('import.facts.revokedMore', { count: more })}</li>}
          </ul>
        </More>
      </div>
    </Card>
  );
}
