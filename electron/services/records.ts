import { z } from 'zod';
import type { ProbeReport } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import { bundleProfileField, idField, ownProxyDraftSchema, platformField } from '../contract/fields.ts';
import type { RecordStore } from '../vault/store.ts';

/*
 * What lies on disk. Certificates are kept as DER and described anew when they are read, so that a
 * record and its certificate cannot disagree; private keys are sealed by the vault.
 */
const der = z.base64();
const sealed = z.string();
const instant = z.iso.datetime();

const homeRecord = z.object({
  id: idField,
  name: z.string(),
  url: z.string(),
  createdAt: instant,
  /** The proxy shows a certificate of a public authority; what we issued is then not in use. */
  publicCertificate: z.boolean(),
  proxy: z.object({ target: z.literal('nginx'), upstream: z.string(), folder: z.string(), ipv6: z.boolean(), savedAt: instant }).nullable(),
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
  createdAt: instant,
});

const certificateRecord = z.object({ id: idField, homeId: idField, authorityId: idField, der, key: sealed, createdAt: instant });

const deviceRecord = z.object({
  id: idField,
  name: z.string(),
  platform: platformField,
  homeId: idField.nullable(),
  authorityId: idField.nullable(),
  chain: z.array(der).min(1),
  key: sealed,
  createdAt: instant,
  lastExport: z.object({ at: instant, profile: bundleProfileField }).nullable(),
});

const settingsRecord = z.object({ appearance: z.enum(['system', 'light', 'dark']), language: z.enum(['system', 'en']) });

// our own words, written by us and shown only: its shape is not checked again
const probeRecord = z.custom<ProbeReport>((value) => typeof value === 'object' && value !== null && 'verdict' in value);

/** Kind of record -> its shape on disk. */
export const recordSchemas = {
  home: homeRecord,
  authority: authorityRecord,
  certificate: certificateRecord,
  device: deviceRecord,
  probe: probeRecord,
  draft: ownProxyDraftSchema,
  settings: settingsRecord,
} as const;

export type RecordTable = { readonly [K in keyof typeof recordSchemas]: z.infer<(typeof recordSchemas)[K]> };
export type HomeRecord = RecordTable['home'];
export type AuthorityRecord = RecordTable['authority'];
export type CertificateRecord = RecordTable['certificate'];
export type DeviceRecord = RecordTable['device'];

/** As `find`, but null for a damaged record as well: what is easily chosen, typed or tested again must not stand in the way. */
export async function findIntact<K extends 'settings' | 'draft' | 'probe'>(
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
export const sealContext = (kind: 'authority' | 'certificate' | 'device', id: string): string => `${kind}/${id}/key`;

/** DER as it lies in a record. */
export const fromRecord = (base64: string): Buffer => Buffer.from(base64, 'base64');
export const toRecord = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
