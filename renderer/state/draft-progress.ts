import { type Authority, type Device, type Home, type OwnProxyStep, ownProxySteps } from '../../electron/contract/entities.ts';
import { homeUrlField, nameField, type OwnProxyDraft } from '../../electron/contract/fields.ts';
import { emptyProxyInput } from './proxy-input.ts';

/** The own-proxy wizard before anything was typed. */
export const emptyDraft: OwnProxyDraft = {
  step: 'address',
  homeId: null,
  authorityId: null,
  deviceId: null,
  backupSkipped: false,
  homeName: '',
  homeUrl: '',
  authorityName: '',
  authorityKey: 'p256',
  serverSource: 'public',
  serverNames: '',
  serverDays: '820',
  ...emptyProxyInput,
  deviceName: '',
  devicePlatform: 'ios',
  deviceKey: 'p256',
  deviceDays: '730',
};

/** The records that the wizard's steps have made so far. */
export interface DraftRecords {
  readonly homes: readonly Home[];
  readonly authorities: readonly Authority[];
  readonly devices: readonly Device[];
}

/** What a draft has made; null where its step is not confirmed. */
export interface DraftMade {
  readonly home: Home | null;
  readonly authority: Authority | null;
  readonly device: Device | null;
}

/** Finds the records that a draft names. */
export function madeBy(draft: OwnProxyDraft, { homes, authorities, devices }: DraftRecords): DraftMade {
  return {
    home: homes.find((home) => home.id === draft.homeId) ?? null,
    authority: authorities.find((authority) => authority.id === draft.authorityId) ?? null,
    device: devices.find((device) => device.id === draft.deviceId) ?? null,
  };
}

/**
 * Puts a draft in step with the records. An app that was killed between making a record and noting it
 * finds the record here and goes on after it, so that nothing is made twice; a record that is gone is forgotten.
 */
export function reconcile(draft: OwnProxyDraft, records: DraftRecords): OwnProxyDraft {
  const home =
    records.homes.find(({ id }) => id === draft.homeId) ??
    records.homes.find(({ name, url }) => name === asStored(nameField, draft.homeName) && url === asStored(homeUrlField, draft.homeUrl)) ??
    null;
  const authority = records.authorities.find(({ id }) => id === home?.deviceAuthorityId) ?? null;
  const device =
    records.devices.find(({ id }) => id === draft.deviceId) ??
    records.devices.find(({ homeId, name }) => home !== null && homeId === home.id && name === asStored(nameField, draft.deviceName)) ??
    null;
  const found = { ...draft, homeId: home?.id ?? null, authorityId: authority?.id ?? null, deviceId: device?.id ?? null };
  if (hasMadeUnnoted(draft, found)) return { ...found, step: stepAfter(found.step) };
  return canVisit(found, records, found.step) ? found : { ...found, step: firstOpenStep(found, records) };
}

/** Whether the app was killed after a draft's step had made its record and before the draft moved on. */
const hasMadeUnnoted = (draft: OwnProxyDraft, found: OwnProxyDraft): boolean =>
  (draft.step === 'authority' && draft.authorityId === null && found.authorityId !== null) ||
  (draft.step === 'device' && draft.deviceId === null && found.deviceId !== null);

/** Text in the form that a record keeps; undefined where it would be refused. */
const asStored = (field: typeof nameField | typeof homeUrlField, text: string): string | undefined => field.safeParse(text).data;

/** Whether a step's outcome exists, or a later step proves that it was passed. */
export function isDone(draft: OwnProxyDraft, records: DraftRecords, step: OwnProxyStep): boolean {
  const { home, authority, device } = madeBy(draft, records);
  switch (step) {
    case 'address':
      return home !== null;
    case 'authority':
      return authority !== null;
    case 'backup':
      return authority !== null && (draft.backupSkipped || authority.backup.phase === 'saved');
    case 'server':
      return home !== null && home.server.source !== 'undecided';
    case 'target':
    case 'proxy':
      return home !== null && (home.proxy !== null || device !== null || isPast(draft, step));
    case 'device':
      return device !== null;
    case 'export':
      return device !== null && device.lastExport !== null;
    case 'test':
      return home !== null && (home.lastProbe?.verdict === 'locked' || isPast(draft, step));
    case 'phone':
      return false;
  }
}

const isPast = (draft: OwnProxyDraft, step: OwnProxyStep): boolean => ownProxySteps.indexOf(draft.step) > ownProxySteps.indexOf(step);

/** Whether every step before this one is done. */
export function canVisit(draft: OwnProxyDraft, records: DraftRecords, step: OwnProxyStep): boolean {
  return ownProxySteps.slice(0, ownProxySteps.indexOf(step)).every((earlier) => isDone(draft, records, earlier));
}

function firstOpenStep(draft: OwnProxyDraft, records: DraftRecords): OwnProxyStep {
  return ownProxySteps.find((step) => !isDone(draft, records, step)) ?? 'phone';
}

/** The step after this one; the last step leads to itself. */
export function stepAfter(step: OwnProxyStep): OwnProxyStep {
  return ownProxySteps[ownProxySteps.indexOf(step) + 1] ?? step;
}

/** The step before this one; the first step leads to itself. */
export function stepBefore(step: OwnProxyStep): OwnProxyStep {
  return ownProxySteps[Math.max(0, ownProxySteps.indexOf(step) - 1)] ?? step;
}
