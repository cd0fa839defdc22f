import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { cloudflareScopes } from '../../../../electron/contract/cloudflare.ts';
import { cloudflareTokenField } from '../../../../electron/contract/cloudflare-fields.ts';
import { useCall } from '../../../state/call.ts';
import { useCloudflareAccess } from '../../../state/cloudflare.ts';
import { useText } from '../../../text/text.ts';
import { Callout } from '../../../ui/Callout.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { CallFailure } from '../../CallFailure.tsx';
import { Facts } from '../../Facts.tsx';
import { StepForm } from '../../StepForm.tsx';
import { useFields } from '../../use-fields.ts';
import { LinkTo } from '../LinkTo.tsx';

const tokenForm = z.object({ token: cloudflareTokenField });

/** Takes a token, with what it must be allowed to do and why. It lives on this page only until it is sealed. */
export function ConnectToken({ onBack, children }: { readonly onBack: () => void; readonly children?: ReactNode }) {
  const t = useText();
  const [token, setToken] = useState('');
  const { check, field } = useFields(tokenForm);
  const { call, send } = useCall('cloudflare:connect');
  const connect = async () => {
    const form = check({ token });
    if (form === null) return;
    const access = await send(form);
    if (access !== null) useCloudflareAccess.getState().put(access);
  };
  const [open, permissions, ...rest] = t('cloudflare.token.steps', { returnObjects: true });
  return (
    <StepForm
      title={t('cloudflare.token.title')}
      intro={t('cloudflare.token.intro')}
      onBack={onBack}
      next={{ label: t('cloudflare.token.connect'), onNext: connect, busy: call.phase === 'busy' }}
    >
      {children}
      <Callout tone="warn" title={t('cloudflare.token.honest')}>
        {t('cloudflare.token.honestText')}
      </Callout>
      <ol className="lk-numbered">
        <li>{open}</li>
        <li>
          {permissions}
          <Scopes />
        </li>
        {rest.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <LinkTo place="apiTokens" />
      <TextField
        type="password"
        label={t('cloudflare.token.field')}
        hint={t('cloudflare.token.fieldHint')}
        mono
        value={token}
        onChange={setToken}
        {...field('token')}
      />
      <CallFailure call={call} />
    </StepForm>
  );
}

function Scopes() {
  const t = useText();
  return (
    <div className="lk-scopes">
      <Facts
        facts={cloudflareScopes.map((scope) => ({
          label: t(`cloudflarePlaces.token.scopes.${scope}`),
          value: t(`cloudflare.token.why.${scope}`),
        }))}
      />
    </div>
  );
}
