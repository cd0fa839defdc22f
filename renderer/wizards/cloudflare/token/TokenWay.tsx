import { useCloudflareAccess } from '../../../state/cloudflare.ts';
import type { HomeStepProps } from '../step.ts';
import { WayChoice } from '../WayChoice.tsx';
import { ConnectToken } from './ConnectToken.tsx';
import { MakeChanges } from './MakeChanges.tsx';

/** Steps 6 to 8 with an API token: connect, look at the changes, make them. */
export function TokenWay(props: HomeStepProps) {
  const access = useCloudflareAccess((store) => store.access);
  if (access?.phase === 'connected') return <MakeChanges {...props} access={access} />;
  return (
    <ConnectToken onBack={props.goBack}>
      <WayChoice {...props} />
    </ConnectToken>
  );
}
