import type { Device, Home } from '../../../electron/contract/entities.ts';
import { useProbe } from '../../state/probe.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { StepForm } from '../StepForm.tsx';
import { TestOutcome } from './TestOutcome.tsx';
import { lastReport, useTest } from './use-test.ts';

interface TestFormProps {
  readonly home: Home;
  readonly device: Device;
  readonly onNext: () => void;
  readonly onBack: () => void;
}

/** Test connection as a step: a locked door leads on, anything else may be left for later. */
export function TestForm({ home, device, onNext, onBack }: TestFormProps) {
  const t = useText();
  const { start, cancel } = useProbe();
  const target = { homeId: home.id, deviceId: device.id };
  const probe = useTest(target, lastReport(home, device));
  const running = probe.phase === 'running';
  const proved = probe.phase === 'done' && probe.report.verdict === 'locked';
  const test = () => void start(target);
  const label = t(probe.phase === 'idle' || running ? 'test.start' : 'test.again');
  return (
    <StepForm
      title={t('wizards.test.title')}
      intro={t('wizards.test.intro', { device: device.name })}
      onBack={onBack}
      next={proved ? { onNext } : { label, onNext: test, busy: running }}
      aside={
        <>
          {running && (
            <Button variant="quiet" onClick={cancel}>
              {t('test.cancel')}
            </Button>
          )}
          {!running && proved && <Button onClick={test}>{t('test.again')}</Button>}
          {!running && !proved && (
            <Button variant="quiet" onClick={onNext}>
              {t('wizards.later')}
            </Button>
          )}
        </>
      }
    >
      <TestOutcome probe={probe} />
      {!proved && !running && <p className="lk-soft lk-small">{t('wizards.test.laterWhy')}</p>}
    </StepForm>
  );
}
