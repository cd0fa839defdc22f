import type { Authority, Device, Home } from '../../../electron/contract/entities.ts';
import { daysLeft, soonDays } from '../../ui/days.ts';

/** The one thing to do next for a home. */
export type NextStep =
  | { readonly act: 'resume' }
  | { readonly act: 'add-device' }
  | { readonly act: 'export'; readonly device: Device }
  | { readonly act: 'replace'; readonly device: Device }
  /** Signed by an authority that a new one has replaced. */
  | { readonly act: 'renew'; readonly device: Device }
  | { readonly act: 'test'; readonly device: Device }
  | { readonly act: 'back-up'; readonly authority: Authority };

/** What is known about a home. */
export interface HomeRecords {
  readonly home: Home;
  readonly devices: readonly Device[];
  readonly authorities: readonly Authority[];
  /** The homes that a wizard was left in. */
  readonly draftHomeIds: readonly (string | null)[];
}

/**
 * Picks the one next step of a home: first what stands unfinished, then what locks somebody out, then
 * what was never proved, then what would hurt if this computer were lost.
 *
 * @returns null where everything is done.
 */
export function nextStep({ home, devices, authorities, draftHomeIds }: HomeRecords, now: number): NextStep | null {
  const isUnlocked = home.road === 'cloudflare' && (home.cloudflare?.rule ?? null) === null;
  if (isUnlocked || draftHomeIds.includes(home.id)) return { act: 'resume' };
  if (devices.length === 0) return { act: 'add-device' };
  // a device that holds its key itself has nothing here to export or to test with
  const ours = devices.filter(({ key }) => key === 'here');
  const [first] = ours;
  const unexported = ours.find(
    ({ authorityId, lastExport }) => lastExport === null && (authorityId !== null || home.road === 'cloudflare'),
  );
  if (unexported) return { act: 'export', device: unexported };
  const ending = nextToEnd(devices);
  if (ending && daysLeft(ending.certificate.notAfter, now) <= soonDays) return { act: 'replace', device: ending };
  const outdated = devices.find((device) => isOutdated(device, home, devices));
  if (outdated) return { act: 'renew', device: outdated };
  if (first && home.lastProbe?.verdict !== 'locked') return { act: 'test', device: first };
  const unsaved = authorities.find((authority) => authority.backup.phase === 'none');
  return unsaved ? { act: 'back-up', authority: unsaved } : null;
}

/** The device whose certificate ends first, leaving out those that were added once more under the same name. */
export function nextToEnd(devices: readonly Device[]): Device | null {
  const isReplaced = ({ name, certificate }: Device) =>
    devices.some((other) => other.name === name && other.certificate.notAfter > certificate.notAfter);
  const inUse = devices.filter((device) => !isReplaced(device));
  return inUse.toSorted((a, b) => a.certificate.notAfter.localeCompare(b.certificate.notAfter))[0] ?? null;
}

/** A device of an earlier authority that was not added once more under the same name. */
const isOutdated = (device: Device, { deviceAuthorityId }: Home, devices: readonly Device[]): boolean =>
  device.authorityId !== null &&
  device.authorityId !== deviceAuthorityId &&
  !devices.some(({ name, authorityId }) => name === device.name && authorityId === deviceAuthorityId);
