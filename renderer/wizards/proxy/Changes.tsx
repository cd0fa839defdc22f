import type { DeployPlan, ProxySetup } from '../../../electron/contract/deploy.ts';
import type { Home } from '../../../electron/contract/entities.ts';
import { formatList, formatWhen } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Callout } from '../../ui/Callout.tsx';
import { changedFiles } from './changed-files.ts';
import { usePreview } from './use-preview.ts';

interface ChangesProps {
  readonly homeId: string;
  /** What lies on the proxy, as far as is known. */
  readonly before: NonNullable<Home['proxy']>;
  readonly setup: ProxySetup;
  readonly plan: DeployPlan;
}

/** What has to be copied to the proxy again because its set-up was changed. */
export function Changes({ homeId, before, setup, plan }: ChangesProps) {
  const t = useText();
  const old = usePreview(homeId, before);
  if (old.phase !== 'ready') return null;
  const moves = before.target !== setup.target || before.folder !== setup.folder;
  const files = changedFiles(old.plan, plan, moves);
  return (
    <div role="status" className="lk-news">
      {files.length > 0 && (
        <Callout tone="warn" title={t('proxy.page.differs', { files: formatList(files) })}>
          {t(moves ? 'proxy.page.moves' : 'proxy.page.differsText', { when: formatWhen(before.savedAt) })}
        </Callout>
      )}
    </div>
  );
}
