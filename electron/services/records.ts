import { z } from 'zod';
import { roads } from '../contract/cloudflare.ts';
import { cloudflareDraftSchema } from '../contract/cloudflare-fields.ts';
import { todoKinds } from '../contract/deploy.ts';
import { Failure } from '../contract/failure.ts';
import {
  deviceDraftSchema,
  exportFormField,
  guideProgressField,
  idField,
  ownProxyDraftSchema,
  platformField,
  proxyTargetField,
  revocationReasonField,
} from '../contract/fields.ts';
import { type ProbeReport, probeIntervals } from '../contract/probe.ts';
import type { RecordStore } from '../vault/store.ts';

/*
 * What lies on disk. Certificates are kept as DER and described anew when they are read, so that a
 * record and its certificate cannot disagree; private keys are sealed by the vault.
 */
const der = z.base64();
const sealed = z.string();
const instant = z.iso.datetime();

const cloudflareSetup = z.object({
  service: z.string().nullable(),
  rule: z.object({ openPaths: z.array(z.string()).readonly(), issuer: z.string().nullable(), savedAt: instant }).nullable(),
  applied: z
    .object({
      zoneId: z.string(),
      zone: z.string(),
      associated: z.string().nullable(),
      rule: z.object({ name: z.string(), expression: z.string(), id: z.string().nullable() }).nullable(),
      keys: z.array(z.string()).readonly(),
    })
    .nullable(),
});

const homeRecord = z.object({
  id: idField,
  name: z.string(),
  url: z.string(),
  road: z.enum(roads),
  createdAt: instant,
  /** The proxy shows a certificate of a public authority; what we issued is then not in use. */
  publicCertificate: z.boolean(),
  proxy: z
    .object({
      target: proxyTargetField,
      upstream: z.string(),
      folder: z.string(),
      ipv6: z.boolean(),
      openPaths: z.array(z.string()),
      insidePort: z.number().nullable(),
      savedAt: instant,
    })
    .nullable(),
  cloudflare: cloudflareSetup.nullable(),
  todo: z.array(z.object({ id: idField, kind: z.enum(todoKinds), since: instant, about: z.string(), deviceId: idField.nullable() })),
  schedule: z
    .object({ every: z.enum(probeIntervals), deviceId: idField })
    .nullable()
    .default(null),
});

const authorityRecord = z.object({
  id: idField,
  homeId: idField,
  job: z.enum(['device', 'server']),
  name: z.string(),
  der,
  key: sealed,
  bounds: z.array(z.object({ kind: z.enum(['dns', 'ip']), value: z.string() })),
  backup: z.object({ at: instant, fileName: z.string() }).nullable(),
  /** All that it ever revoked, also where the device's record is gone. */
  revocations: z.array(z.object({ serial: z.string(), at: instant, reason: revocationReasonField, name: z.string() })),
  /** Its latest revocation list; a device authority has one from the start, so that proxies know the file. */
  crl: z.object({ number: z.number().int(), der }).nullable(),
  createdAt: instant,
});

const certificateRecord = z.object({
  id: idField,
  homeId: idField,
  authorityId: idField,
  der,
  /** Null where it stayed on the server that made the request. */
  key: sealed.nullable(),
  createdAt: instant,
});

const deviceRecord = z.object({
  id: idField,
  name: z.string(),
  platform: platformField,
  homeId: idField.nullable(),
  authorityId: idField.nullable(),
  chain: z.array(der).min(1),
  /** Null where it stayed on the device that made the request. */
  key: sealed.nullable(),
  createdAt: instant,
  exports: z.array(z.object({ at: instant, form: exportFormField })),
  revoked: z.object({ at: instant, reason: revocationReasonField }).nullable(),
  guide: guideProgressField.nullable(),
});

const requestRecord = z.object({
  id: idField,
  name: z.string(),
  platform: platformField,
  homeId: idField.nullable(),
  der,
  key: sealed,
  createdAt: instant,
});

const cloudflareAccountRecord = z.object({
  /** The API token. */
  token: sealed,
  since: instant,
  expiresAt: instant.nullable(),
  zones: z.array(z.object({ id: z.string(), name: z.string(), account: z.string(), plan: z.string() })).readonly(),
});

const settingsRecord = z.object({ appearance: z.enum(['system', 'light', 'dark']), language: z.enum(['system', 'en']) });

// our own words, written by us and shown only: its shape is not checked again
const probeRecord = z.custom<ProbeReport>((value) => typeof value === 'object' && value !== null && 'verdict' in value);

/** A home's latest tests, oldest first. */
const probeHistoryRecord = z.object({
  entries: z.array(z.object({ id: idField, deviceId: idField.nullable(), report: probeRecord })).readonly(),
});

/** The id of a record that is the only one of its kind. */
export const only = 'only';

/** Kind of record -> its shape on disk. */
export const recordSchemas = {
  home: homeRecord,
  authority: authorityRecord,
  certificate: certificateRecord,
  device: deviceRecord,
  request: requestRecord,
  probe: probeRecord,
  'probe-history': probeHistoryRecord,
  draft: ownProxyDraftSchema,
  'cloudflare-draft': cloudflareDraftSchema,
  'cloudflare-account': cloudflareAccountRecord,
  'device-draft': deviceDraftSchema,
  settings: settingsRecord,
} as const;

export type RecordTable = { readonly [K in keyof typeof recordSchemas]: z.infer<(typeof recordSchemas)[K]> };
export type HomeRecord = RecordTable['home'];
export type AuthorityRecord = RecordTable['authority'];
export type CertificateRecord = RecordTable['certificate'];
export type DeviceRecord = RecordTable['device'];
export type RequestRecord = RecordTable['request'];
export type ProbeEntry = RecordTable['probe-history']['entries'][number];

/** As `find`, but null for a damaged record as well: what is easily chosen, typed or tested again must not stand in the way. */
export async function findIntact<K extends 'settings' | 'draft' | 'device-draft' | 'cloudflare-draft' | 'probe' | 'probe-history'>(
  records: RecordStore<RecordTable>,
  kind: K,
  id: string,
): Promise<RecordTable[K] | null> {
  try {
    return await records.find(kind, id);
  } catch (trouble) {
    if (trouble instanceof Failure) return null;
    throw trouble;
  }
}

/** By the time at which they were made. */
export const oldestFirst = <T extends { readonly createdAt: string }>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => a.createdAt.localeCompare(b.createdAt));

/** The one that was made last. */
export const newest = <T extends { readonly createdAt: string }>(list: readonly T[]): T | undefined => oldestFirst(list).at(-1);

/** Binds a sealed key to the record that it belongs to, so that no two can be swapped. */
export const sealContext = (kind: 'authority' | 'certificate' | 'device' | 'request' | 'cloudflare-account', id: string): string =>
  `${kind}/${id}/key`;

/** DER as it lies in a record. */
export const fromRecord = (base64: string): Buffer => Buffer.from(base64, 'base64');
export const toRecord = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
