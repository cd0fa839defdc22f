import type { Device, Home } from '../../../electron/contract/entities.ts';
import { TestForm } from '../test/TestForm.tsx';
import type { StepProps } from './step.ts';

/** Step 8: proves that the door is locked, or says what is in the way. */
export function ProveLocked({ home, device, goOn, goBack }: StepProps & { readonly home: Home; readonly device: Device }) {
  return <TestForm home={home} device={device} onNext={() => goOn()} onBack={goBack} />;
}
