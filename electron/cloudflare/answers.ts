import { z } from 'zod';
import { cloudflareStatuses } from '../contract/cloudflare.ts';

/*
 * What Cloudflare's API answers, as far as it is read here (api.cloudflare.com, "Client v4"). Unknown members are passed over,
 * those that are needed must be there.
 */
const id = z.string().regex(/^[0-9a-f]{32}$/);
const instant = z.string().transform((text, context) => {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) context.addIssue({ code: 'custom', message: 'not an instant' });
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
});

/** The errors of a refusal; `errors` may hold several, the first is the one that counts. */
export const refusal = z.object({ errors: z.array(z.object({ code: z.number().optional(), message: z.string().optional() })) });

/** Around every result. */
export const envelope = z.object({ success: z.literal(true), result: z.unknown().optional(), result_info: z.unknown().optional() });

/** Of a list that comes in pages. */
export const pageInfo = z.object({ total_pages: z.number().int().optional(), total_count: z.number().int().optional() }).nullish();

/** "Verify Token" */
export const tokenAnswer = z.object({ status: z.enum(['active', 'disabled', 'expired']), expires_on: instant.nullish() });

/** "List Zones", "Zone Details" */
export const zoneAnswer = z.object({
  id,
  name: z.string(),
  account: z.object({ name: z.string().nullish() }).nullish(),
  plan: z.object({ name: z.string().nullish(), legacy_id: z.string().nullish() }).nullish(),
});

/** "Client Certificates". While it is being made, the certificate itself may be missing. */
export const certificateAnswer = z.object({
  id,
  certificate: z.string().nullish(),
  common_name: z.string().nullish(),
  expires_on: instant.nullish(),
  status: z.enum(cloudflareStatuses),
});
export type CertificateAnswer = z.output<typeof certificateAnswer>;

/** "List Hostname Associations" */
export const hostsAnswer = z.object({ hostnames: z.array(z.string()).nullish() });

/** "Rulesets": the rules of an entry point that has none are left out. */
export const rulesetAnswer = z.object({
  id,
  rules: z
    .array(
      z.object({
        id,
        action: z.string().nullish(),
        expression: z.string().nullish(),
        description: z.string().nullish(),
        enabled: z.boolean().nullish(),
      }),
    )
    .nullish(),
});
