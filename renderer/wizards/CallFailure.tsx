import type { Call } from '../state/call.ts';
import { FailureNote } from '../ui/FailureNote.tsx';

/** Why a request failed, where it did. */
export function CallFailure({ call }: { readonly call: Call }) {
  return call.phase === 'failed' ? <FailureNote failure={call.failure} /> : null;
}
