import type { z } from 'zod';
import type { FieldCode } from '../../electron/contract/fields.ts';

/** What is wrong, by field; the first finding of each. */
export type FieldCodes<S extends z.ZodObject> = { readonly [K in keyof z.input<S>]?: FieldCode | undefined };

type Parsed<S extends z.ZodObject> =
  | { readonly ok: true; readonly value: z.output<S> }
  | { readonly ok: false; readonly codes: FieldCodes<S> };

/** Parses a whole form with the schemas of contract/fields.ts, so that all bad fields speak at once. */
export function parseForm<S extends z.ZodObject>(schema: S, values: z.input<S>): Parsed<S> {
  const parsed = schema.safeParse(values);
  if (parsed.success) return { ok: true, value: parsed.data };
  const firstIssues = parsed.error.issues.toReversed().map((issue) => [issue.path[0], issue.message]);
  return { ok: false, codes: Object.fromEntries(firstIssues) };
}

/** Days as typed; what is no number is out of range, and says so. */
export const daysOf = (text: string): number => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : 0);
