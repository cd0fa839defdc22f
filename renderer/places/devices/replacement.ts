import type { Device } from '../../../electron/contract/entities.ts';

/** Certificates of one device are those of the same name for the same home. */
const ofSameDevice = (device: Device, devices: readonly Device[]): readonly Device[] =>
  devices.filter(
    ({ id, name, homeId, revoked }) => id !== device.id && name === device.name && homeId === device.homeId && revoked === null,
  );

const byAge = (a: Device, b: Device) => a.createdAt.localeCompare(b.createdAt);

/** @returns the newest certificate of the same device; null where that is this one. */
export const newerOf = (device: Device, devices: readonly Device[]): Device | null =>
  ofSameDevice(device, devices)
    .filter((other) => byAge(other, device) > 0)
    .toSorted(byAge)
    .at(-1) ?? null;

/** @returns the certificate that the device had before, while that still opens the door. */
export const olderOf = (device: Device, devices: readonly Device[], now: number): Device | null =>
  ofSameDevice(device, devices)
    .filter((other) => byAge(other, device) < 0 && Date.parse(other.certificate.notAfter) > now)
    .toSorted(byAge)
    .at(-1) ?? null;
