import { useText } from '../../../text/text.ts';
import { Choice } from '../../../ui/Choice.tsx';

/** Who does it at Cloudflare: the app with its token, or the user. */
export type By = 'token' | 'hand';

interface ByChoiceProps {
  readonly value: By;
  readonly onChange: (by: By) => void;
  readonly token: string;
  readonly hand: string;
}

export function ByChoice({ value, onChange, token, hand }: ByChoiceProps) {
  const t = useText();
  return (
    <Choice
      legend={t('cloudflare.revoke.by')}
      value={value}
      onChange={onChange}
      options={[
        { value: 'token', label: token },
        { value: 'hand', label: hand },
      ]}
    />
  );
}
