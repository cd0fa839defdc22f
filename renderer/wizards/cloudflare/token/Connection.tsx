import type { CloudflareAccess } from '../../../../electron/contract/cloudflare.ts';
import { useCall } from '../../../state/call.ts';
import { useCloudflareAccess } from '../../../state/cloudflare.ts';
import { formatDate, formatDay } from '../../../text/format.ts';
import { useText } from '../../../text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Callout } from '../../../ui/Callout.tsx';
import { CallFailure } from '../../CallFailure.tsx';

/** The token that is kept, and the way to forget it. */
export function Connection({ access }: { readonly access: Extract<CloudflareAccess, { readonly phase: 'connected' }> }) {
  const t = useText();
  const { call, send } = useCall('cloudflare:disconnect');
  const forget = async () => {
    const left = await send(undefined);
    if (left !== null) useCloudflareAccess.getState().put(left);
  };
  const { since, expiresAt } = access;
  const when = formatDay(since);
  return (
    <>
      <Callout
        tone="good"
        title={t('cloudflare.token.connected')}
        actions={
          <Button busy={call.phase === 'busy'} onClick={forget}>
            {t('cloudflare.token.forget')}
          </Button>
        }
      >
        <p>
          {expiresAt === null
            ? t('cloudflare.token.connectedSince', { when })
            : t('cloudflare.token.connectedUntil', { when, end: formatDate(expiresAt) })}
        </p>
        <p>{t('cloudflare.token.forgotten')}</p>
      </Callout>
      <CallFailure call={call} />
    </>
  );
}
