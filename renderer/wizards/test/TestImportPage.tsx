import { useState } from 'react';
import { z } from 'zod';
import { homeUrlField } from '../../../electron/contract/fields.ts';
import { useHomes } from '../../state/homes.ts';
import { useImports } from '../../state/imports.ts';
import { usePlace } from '../../state/place.ts';
import { useProbe } from '../../state/probe.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { certificateName, leafOf } from '../import/certificate-name.ts';
import { StepForm } from '../StepForm.tsx';
import { useEscape } from '../use-escape.ts';
import { useFields } from '../use-fields.ts';
import { CopyReport } from './TestActions.tsx';
import { TestOutcome } from './TestOutcome.tsx';
import { useTest } from './use-test.ts';

const addressForm = z.object({ url: homeUrlField });

/** Tests an offered bundle against an address that is typed. */
export function TestImportPage({ importId }: { readonly importId: string }) {
  const t = useText();
  const offer = useImports((store) => store.items.find((each) => each.importId === importId));
  const firstHome = useHomes((store) => store.items[0]);
  const go = usePlace((place) => place.go);
  const { start, cancel } = useProbe();
  const [url, setUrl] = useState(firstHome?.url ?? '');
  const { check, field } = useFields(addressForm);
  const probe = useTest({ importId, url }, null);
  const back = () => go({ place: 'import', importId });
  useEscape(back);
  if (offer === undefined || offer.state.phase === 'needs-passphrase') return null;
  const test = () => {
    const form = check({ url });
    if (form !== null) void start({ importId, ...form });
  };
  return (
    <Page
      title={t('test.title')}
      subtitle={t('import.test.subtitle', { name: certificateName(leafOf(offer.state), offer.fileName) })}
      actions={probe.phase === 'done' && <CopyReport report={probe.report} />}
    >
      <div className="lk-step-column">
        <StepForm
          title={t('import.test.title')}
          next={{ label: t(probe.phase === 'done' ? 'test.again' : 'test.start'), onNext: test, busy: probe.phase === 'running' }}
          onBack={back}
          aside={
            probe.phase === 'running' && (
              <Button variant="quiet" onClick={cancel}>
                {t('test.cancel')}
              </Button>
            )
          }
        >
          <TextField label={t('import.test.url')} hint={t('import.test.urlHint')} mono value={url} onChange={setUrl} {...field('url')} />
        </StepForm>
      </div>
      <TestOutcome probe={probe} />
    </Page>
  );
}
