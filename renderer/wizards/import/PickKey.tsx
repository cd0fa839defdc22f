import type { OpenedFile } from '../../../electron/contract/inspection.ts';
import { useCall } from '../../state/call.ts';
import { useImports } from '../../state/imports.ts';
import { formatDate } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Choice } from '../../ui/Choice.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { certificateName } from './certificate-name.ts';

interface PickKeyProps {
  readonly importId: string;
  readonly fileName: string;
  readonly opened: OpenedFile;
}

/** Which of several keys the file is opened for. */
export function PickKey({ importId, fileName, opened: { inspection, leaf, leaves } }: PickKeyProps) {
  const t = useText();
  const { call, send } = useCall('import:pick');
  const pick = async (picked: string) => {
    const offer = await send({ importId, leaf: picked });
    if (offer !== null) useImports.getState().put(offer);
  };
  const certificates = leaves.flatMap((each) => inspection.facts.certificates.filter(({ fingerprint }) => fingerprint === each));
  return (
    <div>
      <Choice
        layout="grid"
        legend={t('import.pick')}
        value={leaf}
        onChange={pick}
        options={certificates.map((certificate) => ({
          value: certificate.fingerprint,
          label: certificateName(certificate, fileName),
          description: t('ui.ends', { date: formatDate(certificate.notAfter) }),
        }))}
      />
      <CallFailure call={call} />
    </div>
  );
}
