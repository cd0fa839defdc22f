import type { ImportOffer } from '../../../electron/contract/inspection.ts';

/** Another open file with the half that this one lacks. */
export interface Partner {
  readonly offer: ImportOffer;
  readonly holds: 'key' | 'certificate';
}

/** Finds the key of a lone certificate, or the certificate of a lone key, among the files that are open. */
export function partnerOf(offer: ImportOffer, offers: readonly ImportOffer[]): Partner | null {
  const own = lonelyHalves(offer);
  for (const other of offers.filter(({ importId }) => importId !== offer.importId)) {
    const { keys, certificates } = lonelyHalves(other);
    if (keys.some((key) => own.certificates.includes(key))) return { offer: other, holds: 'key' };
    if (certificates.some((key) => own.keys.includes(key))) return { offer: other, holds: 'certificate' };
  }
  return null;
}

/** The keys and the certificates of a file without each other, by the fingerprint of the public key. */
function lonelyHalves({ state }: ImportOffer): Readonly<Record<'keys' | 'certificates', readonly string[]>> {
  if (state.phase === 'needs-passphrase') return { keys: [], certificates: [] };
  const { keys, certificates } = state.inspection.facts;
  const owned = keys.map(({ certificate }) => certificate);
  return {
    keys: keys.flatMap(({ certificate, keyFingerprint }) => (certificate === null && keyFingerprint !== null ? [keyFingerprint] : [])),
    certificates: certificates.filter(({ fingerprint }) => !owned.includes(fingerprint)).map(({ keyFingerprint }) => keyFingerprint),
  };
}
