import type { DeployNote, DeployPlan, ProxyTarget } from '../../../electron/contract/deploy.ts';
import { useText } from '../../text/text.ts';
import { Callout } from '../../ui/Callout.tsx';
import { CopyBlock } from '../../ui/CopyBlock.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import type { Tone } from '../../ui/Pill.tsx';
import { Facts } from '../Facts.tsx';
import { More } from '../More.tsx';
import { hasUpstream } from './proxy-form.ts';
import type { Preview } from './use-preview.ts';
import { useProxyWords } from './words.ts';
import './proxy.css';

const toneOf: Readonly<Record<DeployNote, Tone>> = {
  'local-clients-too': 'bad',
  'other-routers': 'bad',
  'revocation-unknown': 'warn',
  'open-paths': 'warn',
  'revocation-in-configuration': 'neutral',
  'pasted-by-hand': 'neutral',
  'schema-checked': 'neutral',
  'key-elsewhere': 'neutral',
};

interface PlanProps {
  readonly target: ProxyTarget;
  readonly plan: DeployPlan;
}

/** What would be saved for a proxy: what to know of it, its configuration, and what to do there. */
export function ProxyPlan({ target, preview }: { readonly target: ProxyTarget; readonly preview: Preview }) {
  const t = useText();
  if (preview.phase === 'waiting') return <p className="lk-soft">{t('proxy.waiting')}</p>;
  if (preview.phase === 'failed') return <FailureNote failure={preview.failure} />;
  const { plan } = preview;
  const { install, check, reload, undo } = plan.commands;
  const lines = (why: string) => (
    <div>
      <CopyBlock label={t('proxy.homeAssistant')} text={plan.homeAssistant} wrap />
      <p className="lk-field-hint">{why}</p>
    </div>
  );
  return (
    <>
      <Notes target={target} plan={plan} />
      {hasUpstream(target) ? <Configuration target={target} plan={plan} /> : lines(t('proxy.homeAssistantItself'))}
      <Commands label={t('proxy.install')} lines={install} />
      <Commands label={t('proxy.check')} lines={check} />
      <Commands label={t('proxy.reload')} lines={reload} />
      {hasUpstream(target) && lines(t('proxy.homeAssistantWhy'))}
      <More label={t('proxy.undo')}>
        <Commands label={t('proxy.undoCommands')} lines={undo} />
      </More>
      <AllFiles target={target} plan={plan} />
    </>
  );
}

/** The danger of open paths is said beside their field, so it is left out here. */
function Notes({ target, plan }: PlanProps) {
  const t = useText();
  const words = useProxyWords(target);
  return plan.notes
    .filter((note) => note !== 'open-paths')
    .map((note) => (
      <Callout key={note} tone={toneOf[note]} title={t(`proxy.notes.${note}.title`, words)}>
        {t(`proxy.notes.${note}.text`, words)}
      </Callout>
    ));
}

function Configuration({ plan }: PlanProps) {
  const t = useText();
  return plan.files
    .filter(({ purpose }) => purpose === 'configuration')
    .map(({ name, text }) => <CopyBlock key={name} label={t('proxy.configuration', { file: name })} text={text ?? ''} />);
}

/** Commands to paste; sentences, which end with a full stop, where everything is done by hand. */
function Commands({ label, lines }: { readonly label: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  if (!lines.every((line) => line.endsWith('.'))) return <CopyBlock label={label} text={lines.join('\n')} wrap />;
  return (
    <section className="lk-by-hand">
      <h3>{label}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

function AllFiles({ target, plan }: PlanProps) {
  const t = useText();
  const words = useProxyWords(target);
  const readme = plan.files.find(({ purpose }) => purpose === 'readme');
  return (
    <More label={t('proxy.files')}>
      <Facts facts={plan.files.map(({ name, purpose }) => ({ label: name, value: t(`proxy.purposes.${purpose}`, words) }))} />
      {readme && <CopyBlock label={readme.name} text={readme.text ?? ''} wrap />}
    </More>
  );
}
