import { useEffect, useRef, useState } from 'react';
import type { LocalAddress } from '../../../electron/contract/handoff.ts';
import type { ExportedBundle } from '../../../electron/contract/ipc.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { Card } from '../../ui/Card.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Select } from '../../ui/Select.tsx';
import { More } from '../More.tsx';
import { HandoffLink } from './HandoffLink.tsx';
import { HandoffProgress } from './HandoffProgress.tsx';
import { isLive, type Sending, useHandoff, useLocalAddresses } from './use-handoff.ts';

/** Hands an exported bundle to a phone in the same network: a link for five minutes and one download. */
export function SendToPhone({ saved }: { readonly saved: ExportedBundle }) {
  const mayTravel = saved.form !== 'pem' && saved.bundle.chain[0]?.isCa === false;
  return mayTravel ? <SendingCard exportId={saved.exportId} /> : null;
}

function SendingCard({ exportId }: { readonly exportId: string }) {
  const t = useText();
  const { addresses, look } = useLocalAddresses();
  const { sending, start, stop } = useHandoff(exportId);
  const [picked, setPicked] = useState<string | null>(null);
  if (addresses === null) return null;
  const chosen = addresses.find(({ address }) => address === picked) ?? addresses[0];
  const live = isLive(sending);
  return (
    <Card title={t('handoff.title')}>
      <div className="lk-stack">
        <p className="lk-soft">{t('handoff.intro')}</p>
        {chosen === undefined && <NoNetwork onLook={look} />}
        {chosen !== undefined && !live && addresses.length > 1 && (
          <NetworkChoice addresses={addresses} chosen={chosen} onChange={setPicked} />
        )}
        {sending.phase === 'open' && live && <HandoffLink handoff={sending.handoff} state={sending.state} />}
        {sending.phase === 'open' && <HandoffProgress state={sending.state} refused={sending.refused} />}
        {sending.phase === 'failed' && <FailureNote failure={sending.failure} />}
        {chosen !== undefined && (
          <SendButton
            sending={sending}
            onStart={async () => {
              await start(chosen.address);
              await look();
            }}
            onStop={stop}
          />
        )}
        <More label={t('handoff.seen.title')}>
          {t('handoff.seen.text', { returnObjects: true }).map((line) => (
            <p key={line} className="lk-soft">
              {line}
            </p>
          ))}
        </More>
      </div>
    </Card>
  );
}

interface SendButtonProps {
  readonly sending: Sending;
  readonly onStart: () => void;
  readonly onStop: () => void;
}

/** Starts and stops in one place, so that the focus stays where it was pressed; comes into sight with the link above it. */
function SendButton({ sending, onStart, onStop }: SendButtonProps) {
  const t = useText();
  const row = useRef<HTMLDivElement>(null);
  const live = isLive(sending);
  useEffect(() => {
    if (live) row.current?.scrollIntoView({ block: 'end' });
  }, [live]);
  return (
    <div ref={row} className="lk-row lk-handoff-action">
      <Button icon={live ? 'cross' : 'devices'} busy={sending.phase === 'busy'} onClick={live ? onStop : onStart}>
        {t(live ? 'handoff.stop' : sending.phase === 'open' ? 'handoff.again' : 'handoff.start')}
      </Button>
    </div>
  );
}

function NoNetwork({ onLook }: { readonly onLook: () => void }) {
  const t = useText();
  return (
    <Callout tone="warn" title={t('handoff.noNetwork')} actions={<Button onClick={onLook}>{t('handoff.look')}</Button>}>
      {t('handoff.noNetworkText')}
    </Callout>
  );
}

interface NetworkChoiceProps {
  readonly addresses: readonly LocalAddress[];
  readonly chosen: LocalAddress;
  readonly onChange: (address: string) => void;
}

function NetworkChoice({ addresses, chosen, onChange }: NetworkChoiceProps) {
  const t = useText();
  return (
    <Select
      label={t('handoff.network')}
      hint={t('handoff.networkHint')}
      value={chosen.address}
      onChange={onChange}
      options={addresses.map(({ address, kind, interface: name }) => ({
        value: address,
        label: t(`handoff.networks.${kind}`, { name, address }),
      }))}
    />
  );
}
