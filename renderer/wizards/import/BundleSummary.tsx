import type { BundleFacts } from '../../../electron/contract/entities.ts';
import { formatDate } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Callout } from '../../ui/Callout.tsx';
import { Card } from '../../ui/Card.tsx';
import { DaysLeft } from '../../ui/DaysLeft.tsx';
import { Facts } from '../Facts.tsx';
import { More } from '../More.tsx';

/** What is in a bundle, what protects it, and whether phones take it like this. */
export function BundleSummary({ bundle, name }: { readonly bundle: BundleFacts; readonly name: string }) {
  const t = useText();
  const [leaf, ...issuers] = bundle.chain;
  const form = bundle.profile === 'compatible' ? 'compatible' : 'incompatible';
  if (leaf === undefined) return null;
  return (
    <>
      <Card title={name} aside={<DaysLeft notBefore={leaf.notBefore} notAfter={leaf.notAfter} />}>
        <div className="lk-stack">
          <Facts
            facts={[
              { label: t('import.facts.subject'), value: leaf.subject },
              { label: t('import.facts.issuer'), value: leaf.issuer },
              {
                label: t('import.facts.validity'),
                value: t('import.facts.validityRange', { from: formatDate(leaf.notBefore), to: formatDate(leaf.notAfter) }),
              },
              { label: t('import.facts.encryption'), value: bundle.encryption },
            ]}
          />
          <More label={t('import.facts.more')}>
            <Facts
              facts={[
                { label: t('import.facts.key'), value: leaf.key },
                { label: t('import.facts.mac'), value: bundle.mac },
                { label: t('import.facts.chain'), value: issuers.map(({ subject }) => subject).join('; ') || t('import.facts.noChain') },
                { label: t('import.facts.serial'), value: leaf.serial, mono: true },
                { label: t('import.facts.fingerprint'), value: leaf.fingerprint, mono: true },
              ]}
            />
          </More>
        </div>
      </Card>
      <Callout tone={form === 'compatible' ? 'good' : 'warn'} title={t(`import.${form}`)}>
        {t(`import.${form}Text`)}
      </Callout>
    </>
  );
}
