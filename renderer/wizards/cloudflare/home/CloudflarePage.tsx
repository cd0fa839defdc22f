import { useState } from 'react';
import type { Device, Home } from '../../../../electron/contract/entities.ts';
import { useCloudflareAccess } from '../../../state/cloudflare.ts';
import { useHomes } from '../../../state/homes.ts';
import { usePlace } from '../../../state/place.ts';
import { useText } from '../../../text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Card } from '../../../ui/Card.tsx';
import { CopyBlock } from '../../../ui/CopyBlock.tsx';
import { FailureNote } from '../../../ui/FailureNote.tsx';
import { Page } from '../../../ui/Page.tsx';
import { useEscape } from '../../use-escape.ts';
import { Connection } from '../token/Connection.tsx';
import { ConnectToken } from '../token/ConnectToken.tsx';
import { usePreview } from '../use-preview.ts';
import { Applied } from './Applied.tsx';
import { Certificates } from './Certificates.tsx';
import { RestoreDevice } from './RestoreDevice.tsx';
import { RevokeAtCloudflare } from './RevokeAtCloudflare.tsx';

/** A home behind Cloudflare after its set-up: its certificates, its rule, and what the app may do there. */
export function CloudflarePage({ homeId }: { readonly homeId: string }) {
  const home = useHomes((store) => store.items.find(({ id }) => id === homeId));
  return home === undefined ? null : <CloudflareOf home={home} />;
}

function CloudflareOf({ home }: { readonly home: Home }) {
  const t = useText();
  const go = usePlace((place) => place.go);
  const [revoking, setRevoking] = useState<Device | null>(null);
  const [restoring, setRestoring] = useState<Device | null>(null);
  useEscape(() => go({ place: 'home' }));
  return (
    <Page title={t('cloudflare.page.title', { home: home.name })} subtitle={t('cloudflare.page.subtitle')}>
      <Certificates home={home} onRevoke={setRevoking} onRestore={setRestoring} />
      <RuleCard home={home} />
      <Account />
      <Applied home={home} />
      {revoking && <RevokeAtCloudflare device={revoking} onClose={() => setRevoking(null)} />}
      {restoring && <RestoreDevice device={restoring} onClose={() => setRestoring(null)} />}
    </Page>
  );
}

function RuleCard({ home }: { readonly home: Home }) {
  const t = useText();
  const go = usePlace((place) => place.go);
  const rule = home.cloudflare?.rule ?? null;
  const preview = usePreview({ homeId: home.id, openPaths: (rule?.openPaths ?? []).join(' '), pin: (rule?.issuer ?? null) !== null });
  return (
    <Card
      title={t('cloudflare.page.rule')}
      aside={
        <Button variant="quiet" onClick={() => go({ place: 'cloudflare-rule', homeId: home.id })}>
          {t('cloudflare.page.changeRule')}
        </Button>
      }
    >
      {preview?.ok && <CopyBlock label={preview.value.rule.name} text={preview.value.rule.expression} wrap />}
      {preview?.ok === false && <FailureNote failure={preview.failure} />}
    </Card>
  );
}

function Account() {
  const t = useText();
  const access = useCloudflareAccess((store) => store.access);
  const [isConnecting, setConnecting] = useState(false);
  if (access?.phase === 'connected') return <Connection access={access} />;
  if (isConnecting)
    return (
      <div className="lk-step-column">
        <ConnectToken onBack={() => setConnecting(false)} />
      </div>
    );
  return (
    <Card>
      <div className="lk-next">
        <div>
          <h2>{t('cloudflare.page.account')}</h2>
          <p className="lk-soft lk-home-below">{t('cloudflare.page.noToken')}</p>
        </div>
        <Button onClick={() => setConnecting(true)}>{t('cloudflare.page.useToken')}</Button>
      </div>
    </Card>
  );
}
