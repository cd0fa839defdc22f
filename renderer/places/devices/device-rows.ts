import type { Device, Home } from '../../../electron/contract/entities.ts';

/** A device as the table shows it. */
export interface DeviceRow {
  readonly device: Device;
  /** The home it opens; empty where it belongs to none. */
  readonly homeName: string;
  readonly platformName: string;
  /** Whether it can be shut out: by an authority of ours, or at Cloudflare. */
  readonly canBeRevoked: boolean;
}

export const sortKeys = ['name', 'home', 'validity'] as const;
export type SortKey = (typeof sortKeys)[number];

/** A column and a direction. */
export interface Sorting {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** Whether the door lets in whoever holds a device's file, and only revoking it would change that. */
export const stillOpens = ({ authorityId, revoked, lastExport, certificate }: Device, now: number): boolean =>
  authorityId !== null && revoked === null && lastExport !== null && Date.parse(certificate.notAfter) > now;

/** Whether a file with its key can be made here, and would be of use. */
export const isExportable = ({ key, revoked }: Device): boolean => key === 'here' && revoked === null;

/** @returns one row a device, in the order of the devices. */
export function deviceRows(
  devices: readonly Device[],
  homes: readonly Home[],
  platformName: (device: Device) => string,
): readonly DeviceRow[] {
  const known = new Map(homes.map((home) => [home.id, home]));
  return devices.map((device) => ({
    device,
    homeName: known.get(device.homeId ?? '')?.name ?? '',
    platformName: platformName(device),
    canBeRevoked: device.revoked === null && (device.authorityId !== null || known.get(device.homeId ?? '')?.road === 'cloudflare'),
  }));
}

/** Keeps the rows in which every word of the search occurs, in any column, without regard to case. */
export function searchRows(rows: readonly DeviceRow[], search: string): readonly DeviceRow[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(({ device, homeName, platformName }) => {
    const text = `${device.name} ${platformName} ${homeName}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}

const keyOf: Readonly<Record<SortKey, (row: DeviceRow) => string>> = {
  name: ({ device }) => device.name,
  home: ({ homeName }) => homeName,
  validity: ({ device }) => device.certificate.notAfter,
};

/** Sorts by one column; rows that are alike there stay in the order of their names. */
export function sortRows(rows: readonly DeviceRow[], { key, descending }: Sorting): readonly DeviceRow[] {
  const order = new Intl.Collator(undefined, { numeric: true });
  const by = (of: (row: DeviceRow) => string) => (a: DeviceRow, b: DeviceRow) => order.compare(of(a), of(b));
  const primary = by(keyOf[key]);
  const byName = by(keyOf.name);
  return rows.toSorted((a, b) => (descending ? -primary(a, b) : primary(a, b)) || byName(a, b));
}

/** What a press on a column's heading does: sort by it, or turn the order around. */
export const sortedBy = (now: Sorting, key: SortKey): Sorting => ({ key, descending: now.key === key && !now.descending });
