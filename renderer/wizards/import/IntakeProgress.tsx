import { invoke } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Progress } from '../../ui/Progress.tsx';

interface IntakeProgressProps {
  readonly total: number;
  readonly done: number;
}

/** How many files have been looked at so far, and a way to stop. */
export function IntakeProgress({ total, done }: IntakeProgressProps) {
  const t = useText();
  return (
    <Progress label={t('import.many.opening', { done, total })} done={done} total={total}>
      <Button onClick={() => void invoke('import:stop', undefined)}>{t('import.many.stop')}</Button>
    </Progress>
  );
}
