import { type CloudflareStep, cloudflareSteps, cloudflareTicks } from '../../electron/contract/cloudflare.ts';
import type { CloudflareDraft } from '../../electron/contract/cloudflare-fields.ts';
import type { Device, Home, PendingRequest } from '../../electron/contract/entities.ts';
import { homeUrlField, nameField } from '../../electron/contract/fields.ts';

/** The Cloudflare wizard before anything was typed. The service is what the add-on finds by itself. */
export const emptyCloudflareDraft: CloudflareDraft = {
  step: 'address',
  homeId: null,
  requestId: null,
  deviceId: null,
  ticks: [],
  way: 'hand',
  homeName: '',
  homeUrl: '',
  service: 'http://homeassistant:8123',
  deviceName: '',
  devicePlatform: 'ios',
  organization: '',
  country: '',
  validityDays: '730',
  scope: 'all',
  openPaths: '',
  pin: false,
  zoneId: null,
};

/** What is left to be done for a home that is known already; no device of it is taken for granted. */
export function draftOf({ id, name, url, cloudflare }: Home): CloudflareDraft {
  const { service = null, rule = null, applied = null } = cloudflare ?? {};
  const draft: CloudflareDraft = {
    ...emptyCloudflareDraft,
    homeId: id,
    homeName: name,
    homeUrl: url,
    ticks: rule === null ? [] : [...cloudflareTicks],
    way: applied === null ? 'hand' : 'token',
    service: service ?? emptyCloudflareDraft.service,
    zoneId: applied?.zoneId ?? null,
    ...choiceOf(rule),
  };
  return { ...draft, step: rule === null ? (service === null ? 'prepare' : 'connector') : 'device' };
}

/** A rule's choice as it would be typed. */
function choiceOf(
  rule: { readonly openPaths: readonly string[]; readonly issuer: string | null } | null,
): Pick<CloudflareDraft, 'scope' | 'openPaths' | 'pin'> {
  const openPaths = rule?.openPaths ?? [];
  return {
    scope: openPaths.length > 0 ? 'but-webhooks' : 'all',
    openPaths: openPaths.join('\n'),
    pin: (rule?.issuer ?? null) !== null,
  };
}

/** The records that the wizard's steps have made so far. */
export interface CloudflareRecords {
  readonly homes: readonly Home[];
  readonly requests: readonly PendingRequest[];
  readonly devices: readonly Device[];
}

/** What a draft has made; null where its step is not confirmed. A request becomes the device of its own id. */
export interface CloudflareMade {
  readonly home: Home | null;
  readonly request: PendingRequest | null;
  readonly device: Device | null;
}

/** Finds the records that a draft names. */
export function madeByCloudflare(draft: CloudflareDraft, { homes, requests, devices }: CloudflareRecords): CloudflareMade {
  return {
    home: homes.find(({ id }) => id === draft.homeId) ?? null,
    request: requests.find(({ id }) => id === draft.requestId) ?? null,
    device: devices.find(({ id }) => id === (draft.deviceId ?? draft.requestId)) ?? null,
  };
}

/**
 * Puts a draft in step with the records. An app that was killed between making a record and noting it
 * finds the record here and goes on after it, so that nothing is made twice; a record that is gone is forgotten.
 */
export function reconcileCloudflare(draft: CloudflareDraft, records: CloudflareRecords): CloudflareDraft {
  const home = madeByCloudflare(draft, records).home ?? homeAsTyped(draft, records);
  const device = madeByCloudflare(draft, records).device;
  const request = madeByCloudflare(draft, records).request ?? (home && device === null ? requestAsTyped(draft, home, records) : null);
  const found: CloudflareDraft = {
    ...draft,
    homeId: home?.id ?? null,
    requestId: request?.id ?? device?.id ?? null,
    deviceId: device?.id ?? null,
  };
  const hasMadeUnnoted =
    (draft.step === 'device' && draft.requestId === null && found.requestId !== null) ||
    (draft.step === 'certificate' && draft.deviceId === null && found.deviceId !== null);
  if (hasMadeUnnoted) return { ...found, step: stepAfter(found, records) };
  return canVisit(found, records, found.step) ? found : { ...found, step: firstOpenStep(found, records) };
}

const homeAsTyped = ({ homeName, homeUrl }: CloudflareDraft, { homes }: CloudflareRecords): Home | null =>
  homes.find(({ name, url }) => name === asStored(nameField, homeName) && url === asStored(homeUrlField, homeUrl)) ?? null;

const requestAsTyped = ({ step, deviceName }: CloudflareDraft, home: Home, { requests }: CloudflareRecords): PendingRequest | null =>
  step === 'address' ? null : (requests.find(({ homeId, name }) => homeId === home.id && name === asStored(nameField, deviceName)) ?? null);

/** Text in the form that a record keeps; undefined where it would be refused. */
const asStored = (field: typeof nameField | typeof homeUrlField, text: string): string | undefined => field.safeParse(text).data;

/** Whether a step's outcome exists, or a later step proves that it was passed. */
export function isDone(draft: CloudflareDraft, records: CloudflareRecords, step: CloudflareStep): boolean {
  const { home, request, device } = madeByCloudflare(draft, records);
  const isTunnelSet = home !== null && (home.cloudflare?.service ?? null) !== null;
  const isLocked = home !== null && (home.cloudflare?.rule ?? null) !== null;
  switch (step) {
    case 'address':
      return home !== null;
    case 'prepare':
      return home !== null && (isTunnelSet || isLocked || isPast(draft, step));
    case 'tunnel':
      return isTunnelSet;
    case 'connector':
      return isTunnelSet && (isLocked || isPast(draft, step));
    case 'device':
      return request !== null || device !== null;
    case 'certificate':
      return device !== null;
    case 'hostname':
      return isLocked || isPast(draft, step);
    case 'rule':
      return isLocked;
    case 'export':
      return device !== null && device.lastExport !== null;
    case 'test':
      return isPast(draft, step);
    case 'phone':
      return false;
  }
}

const isPast = (draft: CloudflareDraft, step: CloudflareStep): boolean =>
  cloudflareSteps.indexOf(draft.step) > cloudflareSteps.indexOf(step);

/** Whether every step before this one is done. */
export function canVisit(draft: CloudflareDraft, records: CloudflareRecords, step: CloudflareStep): boolean {
  return cloudflareSteps.slice(0, cloudflareSteps.indexOf(step)).every((earlier) => isDone(draft, records, earlier));
}

function firstOpenStep(draft: CloudflareDraft, records: CloudflareRecords): CloudflareStep {
  return cloudflareSteps.find((step) => !isDone(draft, records, step)) ?? 'phone';
}

/** The step after the draft's own. Where the door is locked already, a certificate leads straight to its file. */
export function stepAfter(draft: CloudflareDraft, records: CloudflareRecords): CloudflareStep {
  const { step } = draft;
  if (step === 'certificate' && isDone(draft, records, 'rule')) return 'export';
  return cloudflareSteps[cloudflareSteps.indexOf(step) + 1] ?? step;
}

/** The step before the draft's own; the first step leads to itself. */
export function stepBefore({ step }: CloudflareDraft): CloudflareStep {
  return cloudflareSteps[Math.max(0, cloudflareSteps.indexOf(step) - 1)] ?? step;
}
