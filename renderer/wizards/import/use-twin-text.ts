import { formatDate } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import type { Twin } from './twins.ts';

/** Says where the same certificate is already. */
export function useTwinText(): (twin: Twin) => string {
  const t = useText();
  return (twin) => {
    if (twin.kind === 'file') return t('import.same.file', { file: twin.fileName });
    const { name, createdAt, revoked } = twin.device;
    return t(revoked === null ? 'import.same.device' : 'import.same.revoked', { device: name, date: formatDate(createdAt) });
  };
}
