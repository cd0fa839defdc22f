import { z } from 'zod';
import { cloudflareSteps, cloudflareTicks, roads } from './cloudflare.ts';
import { code, draftText, homeUrlField, idField, platformField } from './fields.ts';

export const roadField = z.enum(roads);

/** The address of a home that Cloudflare can stand before: a DNS name of two labels or more, at the standard port. */
export const cloudflareUrlField = homeUrlField.pipe(
  z.string().regex(/^https:\/\/([a-z0-9_-]{1,63}\.)+(?!\d+$)[a-z0-9_-]{1,63}$/, code('url-not-for-cloudflare')),
);

/** An API token as Cloudflare shows it once. Only its characters are checked: whether it is good, Cloudflare says. */
export const cloudflareTokenField = z
  .string()
  .max(1000, code('token-invalid'))
  .transform((text) => text.trim())
  .pipe(z.string().regex(/^[A-Za-z0-9_-]{20,200}$/, code('token-invalid')));

/** Cloudflare's own identifiers; each stands in the path of a request. */
export const cloudflareIdField = z.string().regex(/^[0-9a-f]{32}$/);

/** What was typed and ticked in the Cloudflare wizard: free text, checked only when a step is confirmed. */
export const cloudflareDraftSchema = z.object({
  step: z.enum(cloudflareSteps),
  homeId: idField.nullable(),
  requestId: idField.nullable(),
  deviceId: idField.nullable(),
  ticks: z.array(z.enum(cloudflareTicks)),
  /** By clicking there, or with a token. */
  way: z.enum(['hand', 'token']),
  homeName: draftText,
  homeUrl: draftText,
  service: draftText,
  deviceName: draftText,
  devicePlatform: platformField,
  organization: draftText,
  country: draftText,
  validityDays: draftText,
  scope: z.enum(['all', 'but-webhooks']),
  openPaths: draftText,
  pin: z.boolean(),
  zoneId: cloudflareIdField.nullable(),
});
export type CloudflareDraft = z.infer<typeof cloudflareDraftSchema>;
