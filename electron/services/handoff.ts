import { randomUUID } from 'node:crypto';
import { Failure } from '../contract/failure.ts';
import type { Handoff, HandoffState, LocalAddress } from '../contract/handoff.ts';
import { localAddresses } from '../handoff/addresses.ts';
import { answersHere } from '../handoff/self-check.ts';
import { openHandoff } from '../handoff/server.ts';
import type { BundleService } from './bundle.ts';
import type { Foundation } from './foundation.ts';

/** Handing exported bundles to phones over the local network: one link at a time. */
export function handoffService(
  { now, emit }: Foundation,
  bundles: BundleService,
  addresses: () => readonly LocalAddress[] = localAddresses,
) {
  let open: { readonly handoffId: string; readonly stop: () => void } | null = null;

  return {
    addresses,

    /**
     * Opens a link at one address of this computer; the one that was open before is closed.
     *
     * @throws Failure handoff-address-gone; as `fileForNetwork` of bundles
     */
    async start(exportId: string, wanted: string): Promise<Handoff> {
      const file = await bundles.fileForNetwork(exportId);
      const address = addresses().find((each) => each.address === wanted);
      if (address === undefined) throw new Failure('handoff-address-gone', { address: wanted });
      const handoffId = randomUUID();
      const onChange = (state: HandoffState, refused: number) => emit('handoff:changed', { handoffId, state, refused });
      const { url, expiresAt, stop } = await openHandoff({ address, file, now, onChange });
      open?.stop();
      open = { handoffId, stop };
      return { handoffId, url, expiresAt: expiresAt.toISOString(), address, answersHere: await answersHere(url) };
    },

    /** One that is over already, or never was, is stopped. */
    stop(handoffId: string): void {
      if (open?.handoffId === handoffId) open.stop();
    },
  };
}
