import { useApp } from '../../state/app.ts';
import { useText } from '../../text/text.ts';

/** Warns on the runtime that is for development and tests only. */
export function TestRuntimeBar() {
  const t = useText();
  const isTest = useApp((store) => store.facts?.testRuntime);
  return isTest ? <aside className="lk-test-runtime">{t('frame.testRuntime')}</aside> : null;
}
