import { type Platform, platforms } from '../../../electron/contract/entities.ts';
import { useText } from '../../text/text.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Select } from '../../ui/Select.tsx';
import type { LineTrouble, NamedDevice } from './names.ts';
import './household.css';

interface NamesTableProps {
  readonly named: readonly NamedDevice[];
  readonly onChoose: (name: string, platform: Platform) => void;
}

/** The list as it was understood: each name with its kind of device, and what is wrong with it. */
export function NamesTable({ named, onChoose }: NamesTableProps) {
  const t = useText();
  return (
    <table className="lk-household-table" aria-label={t('household.names.table')}>
      <thead>
        <tr>
          <th scope="col">{t('household.names.name')}</th>
          <th scope="col">{t('household.names.platform')}</th>
        </tr>
      </thead>
      <tbody>
        {named.map(({ name, platform, trouble }, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may stand there twice, which is said beside it.
          <tr key={line}>
            <th scope="row">
              {name}
              {trouble !== null && <Trouble trouble={trouble} />}
            </th>
            <td>
              <Select
                label={t('household.names.platformOf', { name })}
                value={platform}
                onChange={(chosen) => onChoose(name, chosen)}
                options={platforms.map((value) => ({ value, label: t(`wizards.platforms.${value}`) }))}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Trouble({ trouble }: { readonly trouble: LineTrouble }) {
  const t = useText();
  const isOurs = trouble === 'twice' || trouble === 'known';
  return (
    <p className="lk-field-error">
      <Icon name="alert" size={14} />
      {isOurs ? t(`household.names.${trouble}`) : t(`fields.${trouble}`)}
    </p>
  );
}
