import { targetAbilities } from '../../../electron/contract/deploy.ts';
import type { Home } from '../../../electron/contract/entities.ts';
import { insidePortFor, type ProxyInput } from '../../state/proxy-input.ts';
import { useText } from '../../text/text.ts';
import { Callout } from '../../ui/Callout.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { More } from '../More.tsx';
import { asksForIpv6, hasUpstream } from './proxy-form.ts';
import type { useProxySetup } from './use-proxy-setup.ts';
import { useProxyWords } from './words.ts';

export interface ProxyFieldsProps {
  readonly home: Home;
  readonly input: ProxyInput;
  readonly change: (patch: Partial<ProxyInput>) => void;
  readonly field: ReturnType<typeof useProxySetup>['field'];
}

/** What a proxy has to be told: where Home Assistant is, who needs a certificate, where its files lie. */
export function ProxyFields({ home, input, change, field }: ProxyFieldsProps) {
  const t = useText();
  const words = useProxyWords(input.proxyTarget);
  const can = targetAbilities[input.proxyTarget];
  const folder = field('folder');
  return (
    <>
      {hasUpstream(input.proxyTarget) && (
        <TextField
          label={t('proxy.upstream', words)}
          hint={t('proxy.upstreamHint')}
          placeholder={t('proxy.upstreamPlaceholder')}
          mono
          value={input.upstream}
          onChange={(upstream) => change({ upstream })}
          {...field('upstream')}
        />
      )}
      {can.openPaths ? (
        <Scope input={input} change={change} field={field} />
      ) : (
        hasUpstream(input.proxyTarget) && <p className="lk-soft">{t('proxy.scope.cannot', words)}</p>
      )}
      {can.inside && <Inside home={home} input={input} change={change} field={field} />}
      <More label={t('wizards.more')} open={folder.error !== undefined}>
        <TextField
          label={t('proxy.folder')}
          hint={t('proxy.folderHint')}
          mono
          value={input.proxyFolder}
          onChange={(proxyFolder) => change({ proxyFolder })}
          {...folder}
        />
        {asksForIpv6(input.proxyTarget, home) && (
          <Checkbox
            label={t('proxy.ipv6')}
            hint={t('proxy.ipv6Why')}
            checked={input.proxyIpv6}
            onChange={(proxyIpv6) => change({ proxyIpv6 })}
          />
        )}
      </More>
    </>
  );
}

function Scope({ input, change, field }: Omit<ProxyFieldsProps, 'home'>) {
  const t = useText();
  return (
    <>
      <Choice
        legend={t('proxy.scope.legend')}
        value={input.proxyScope}
        onChange={(proxyScope) => change({ proxyScope })}
        options={[
          { value: 'all', label: t('proxy.scope.all'), description: t('proxy.scope.allWhy'), badge: t('proxy.scope.best') },
          { value: 'but-webhooks', label: t('proxy.scope.butWebhooks'), description: t('proxy.scope.butWebhooksWhy') },
        ]}
      />
      {input.proxyScope === 'but-webhooks' && (
        <>
          <TextField
            label={t('proxy.scope.paths')}
            hint={t('proxy.scope.pathsHint')}
            placeholder={t('proxy.scope.pathsPlaceholder')}
            mono
            multiline
            value={input.proxyOpenPaths}
            onChange={(proxyOpenPaths) => change({ proxyOpenPaths })}
            {...field('openPaths')}
          />
          <Callout tone="warn" title={t('proxy.scope.danger')}>
            {t('proxy.scope.dangerText')}
          </Callout>
        </>
      )}
    </>
  );
}

function Inside({ home, input, change, field }: ProxyFieldsProps) {
  const t = useText();
  const { protocol, hostname } = new URL(home.url);
  const url = `${protocol}//${hostname}:${input.proxyInsidePort.trim() || '…'}`;
  return (
    <>
      <Checkbox
        label={t('proxy.inside.label')}
        hint={t('proxy.inside.why')}
        checked={input.proxyInside}
        onChange={(proxyInside) => change({ proxyInside, proxyInsidePort: input.proxyInsidePort || insidePortFor(home) })}
      />
      {input.proxyInside && (
        <TextField
          label={t('proxy.inside.port')}
          hint={t('proxy.inside.portHint', { url })}
          value={input.proxyInsidePort}
          onChange={(proxyInsidePort) => change({ proxyInsidePort })}
          {...field('insidePort')}
        />
      )}
    </>
  );
}
