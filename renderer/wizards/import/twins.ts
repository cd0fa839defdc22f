import type { Device } from '../../../electron/contract/entities.ts';
import type { ImportOffer, OpenedFile } from '../../../electron/contract/inspection.ts';

/** Where the same certificate is already: among the devices, or in a file that came earlier. */
export type Twin =
  | { readonly kind: 'device'; readonly device: Device }
  | { readonly kind: 'file'; readonly importId: string; readonly fileName: string };

/** @returns the twin of each file that has one, by its id; the first file of several alike has none among them */
export function twinsOf(offers: readonly ImportOffer[], devices: readonly Device[]): ReadonlyMap<string, Twin> {
  const kept = new Map(devices.map((device) => [device.certificate.fingerprint, device]));
  const first = new Map<string, ImportOffer>();
  const twins = new Map<string, Twin>();
  for (const offer of offers) {
    const { importId, state } = offer;
    const fingerprint = state.phase === 'needs-passphrase' ? undefined : fingerprintOf(state);
    if (state.phase === 'needs-passphrase' || fingerprint === undefined) continue;
    const device = kept.get(fingerprint);
    const alike = `${fingerprint} ${state.leaf === null ? 'alone' : 'with its key'}`;
    const earlier = first.get(alike);
    // a device that keeps its key to itself gains something from a file that holds it
    if (device !== undefined && (device.key === 'here' || state.leaf === null)) twins.set(importId, { kind: 'device', device });
    else if (earlier !== undefined) twins.set(importId, { kind: 'file', importId: earlier.importId, fileName: earlier.fileName });
    if (earlier === undefined) first.set(alike, offer);
  }
  return twins;
}

/** Of the certificate that a file is about. */
const fingerprintOf = ({ leaf, inspection }: OpenedFile): string | undefined => leaf ?? inspection.facts.certificates[0]?.fingerprint;
