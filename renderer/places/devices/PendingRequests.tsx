import { useState } from 'react';
import type { PendingRequest } from '../../../electron/contract/entities.ts';
import { invoke } from '../../bridge.ts';
import type { Call } from '../../state/call.ts';
import { usePlace } from '../../state/place.ts';
import { useRequests } from '../../state/requests.ts';
import { formatDay } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Confirm } from '../../ui/Dialog.tsx';
import { CallFailure } from '../../wizards/CallFailure.tsx';
import './PendingRequests.css';

/** Keys that wait for a certificate from an authority elsewhere; nothing where none does. */
export function PendingRequests() {
  const t = useText();
  const requests = useRequests((store) => store.items);
  const [removing, setRemoving] = useState<PendingRequest | null>(null);
  if (requests.length === 0) return null;
  return (
    <Card title={t('request.waiting.title')}>
      <ul className="lk-pending">
        {requests.map((request) => (
          <Pending key={request.id} request={request} onRemove={() => setRemoving(request)} />
        ))}
      </ul>
      {removing && <RemoveRequest request={removing} onClose={() => setRemoving(null)} />}
    </Card>
  );
}

function Pending({
  request: { id, name, platform, createdAt },
  onRemove,
}: {
  readonly request: PendingRequest;
  readonly onRemove: () => void;
}) {
  const t = useText();
  const go = usePlace((place) => place.go);
  const remove = t('request.waiting.remove', { name });
  return (
    <li>
      <div>
        <strong>{name}</strong>
        <p className="lk-soft lk-small">
          {t('request.waiting.since', { platform: t(`places.platform.${platform}`), when: formatDay(createdAt) })}
        </p>
      </div>
      <Button variant="quiet" icon="remove" title={remove} onClick={onRemove}>
        <span className="lk-hidden">{remove}</span>
      </Button>
      <Button onClick={() => go({ place: 'request', requestId: id })}>
        {t('request.waiting.open')}
        <span className="lk-hidden">{name}</span>
      </Button>
    </li>
  );
}

/** Asks before a key is deleted that an authority may be signing for. */
function RemoveRequest({ request: { id, name }, onClose }: { readonly request: PendingRequest; readonly onClose: () => void }) {
  const t = useText();
  const [call, setCall] = useState<Call>({ phase: 'idle' });
  const remove = async () => {
    setCall({ phase: 'busy' });
    const answer = await invoke('request:remove', { requestId: id });
    if (!answer.ok) return setCall({ phase: 'failed', failure: answer.failure });
    useRequests.getState().drop(id);
    onClose();
  };
  return (
    <Confirm
      title={t('request.waiting.removeTitle', { name })}
      confirm={t('request.waiting.remove', { name })}
      typedName={name}
      busy={call.phase === 'busy'}
      onConfirm={remove}
      onCancel={onClose}
    >
      {t('request.waiting.removeText')}
      <CallFailure call={call} />
    </Confirm>
  );
}
