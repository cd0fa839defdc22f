import type { cloudflarePlacesEn } from '../../../electron/contract/text/en/cloudflare-places.ts';
import { useText } from '../../text/text.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';

/** The pages of Cloudflare and of its add-on that have an address. */
export type Destination = keyof typeof cloudflarePlacesEn.addresses;

/** An address to paste into a browser: this window opens none. */
export function LinkTo({ place }: { readonly place: Destination }) {
  const t = useText();
  const address = t(`cloudflarePlaces.addresses.${place}`);
  return (
    <div className="lk-link-to">
      <span className="lk-mono">{address}</span>
      <CopyButton text={address} of={t('cloudflare.linkTo', { place: address })} label={t('cloudflare.copyLink')} />
    </div>
  );
}
