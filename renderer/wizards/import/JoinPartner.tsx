import { useCall } from '../../state/call.ts';
import { useImports } from '../../state/imports.ts';
import { usePlace } from '../../state/place.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { CallFailure } from '../CallFailure.tsx';
import type { Partner } from './partner.ts';

interface JoinPartnerProps {
  readonly importId: string;
  readonly partner: Partner;
}

/** Offers to put a certificate and its key together, which are open as two files. */
export function JoinPartner({ importId, partner: { offer, holds } }: JoinPartnerProps) {
  const t = useText();
  const go = usePlace((place) => place.go);
  const { call, send } = useCall('import:join');
  const join = async () => {
    const [certificate, key] = holds === 'key' ? [importId, offer.importId] : [offer.importId, importId];
    const joined = await send({ importId: certificate, otherId: key });
    if (joined === null) return;
    const { put, drop } = useImports.getState();
    put(joined);
    go({ place: 'import', importId: joined.importId });
    drop([certificate, key]);
  };
  return (
    <>
      <Callout
        tone="neutral"
        title={t(`import.join.${holds}`, { file: offer.fileName })}
        actions={
          <Button busy={call.phase === 'busy'} onClick={join}>
            {t('import.join.action')}
          </Button>
        }
      />
      <CallFailure call={call} />
    </>
  );
}
