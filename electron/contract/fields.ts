import { z } from 'zod';
import { proxyTargets } from './deploy.ts';
import { deviceRevocationReasons, exportForms, keyAlgorithms, ownProxySteps, platforms } from './entities.ts';
import { guideIds } from './guides.ts';

/**
 * What may stand in a field. Forms and the router parse with the same schemas; each message is a
 * code that the catalogue turns into a sentence beside the field.
 */
export const fieldCodes = [
  'name-empty',
  'name-too-long',
  'name-has-control-characters',
  'url-empty',
  'url-not-an-address',
  'url-needs-https',
  'url-unknown-scheme',
  'url-has-path',
  'url-has-credentials',
  'url-not-for-cloudflare',
  'upstream-not-an-address',
  'folder-not-absolute',
  'folder-has-special-characters',
  'names-empty',
  'names-invalid',
  'paths-invalid',
  'port-out-of-range',
  'port-of-the-home',
  'country-invalid',
  'organization-too-long',
  'days-out-of-range',
  'passphrase-too-short',
  'passphrase-not-ascii',
  'passphrase-too-long',
  'token-invalid',
] as const;
export type FieldCode = (typeof fieldCodes)[number];

/** What zod says of a text that does not fit: the code of its sentence. */
export const code = (fieldCode: FieldCode) => ({ message: fieldCode });

/** RFC 5280 appendix A.1, ub-common-name. */
export const commonNameMax = 64;

// Cc and Cf hold controls, bidirectional overrides and joiners; the zero-width joiner stays, since
// family and profession emoji are built with it, as do variation selectors (they are Mn).
const controlCharacters = /[\p{Cc}\p{Cs}\u2028\u2029]|(?!\u200d)\p{Cf}/u;

/** A name for a person to read: of a home, an authority or a device. Trimmed, NFC. */
export const nameField = z
  .string()
  .max(1000, code('name-too-long'))
  .transform((text) => text.trim().normalize('NFC'))
  .superRefine((text, context) => {
    const refuse = (message: FieldCode) => context.addIssue({ code: 'custom', message });
    if (text === '') refuse('name-empty');
    else if (controlCharacters.test(text)) refuse('name-has-control-characters');
    else if ([...text].length > commonNameMax) refuse('name-too-long');
  });

/** The https address of a home; comes out as an origin: `https://ha.example:8443`. */
export const homeUrlField = z
  .string()
  .max(2000, code('url-not-an-address'))
  .transform((text, context) => originOf(text.trim(), ['https:'], (message) => context.addIssue({ code: 'custom', message })));

/** Where a proxy finds Home Assistant; comes out as an origin: `http://192.168.1.5:8123`. */
export const upstreamField = z
  .string()
  .max(2000, code('upstream-not-an-address'))
  .transform((text, context) =>
    originOf(text.trim(), ['http:', 'https:'], () =>
      context.addIssue({ code: 'custom', message: 'upstream-not-an-address' satisfies FieldCode }),
    ),
  );

function originOf(text: string, schemes: readonly string[], refuse: (message: FieldCode) => void): string {
  const give = (message: FieldCode) => {
    refuse(message);
    return '';
  };
  if (text === '') return give('url-empty');
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return give('url-needs-https');
  if (/[\s\p{Cc}\p{Cf}\\]/u.test(text) || !URL.canParse(text)) return give('url-not-an-address');
  const url = new URL(text);
  if (!schemes.includes(url.protocol)) return give(url.protocol === 'http:' ? 'url-needs-https' : 'url-unknown-scheme');
  if (url.username !== '' || url.password !== '') return give('url-has-credentials');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') return give('url-has-path');
  if (!isHost(url.hostname)) return give('url-not-an-address');
  return url.origin;
}

const dnsLabel = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;
const bare = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');

/** Whether text is an IPv4 or IPv6 address, without brackets. */
export const isIpAddress = (text: string): boolean => z.ipv4().safeParse(text).success || z.ipv6().safeParse(text).success;

/** Whether text is a DNS name in its ASCII form; a wildcard only as the whole first label. */
function isDnsName(text: string): boolean {
  const labels = text.replace(/^\*\./, '').split('.');
  return text.length <= 253 && labels.every((label) => dnsLabel.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '');
}

const isHost = (host: string): boolean => isIpAddress(bare(host)) || (isDnsName(host) && !host.startsWith('*'));

/** A name or address that a server certificate covers. */
export interface SubjectAltName {
  readonly kind: 'dns' | 'ip';
  /** ASCII (punycode) for a DNS name; an IP address without brackets. */
  readonly value: string;
}

/**
 * Reads one entry of a server certificate's names. International names become punycode.
 *
 * @returns null where the text is neither a DNS name nor an IP address.
 */
export function parseSubjectAltName(text: string): SubjectAltName | null {
  const entry = bare(text.trim());
  if (isIpAddress(entry)) return { kind: 'ip', value: bare(new URL(`https://${entry.includes(':') ? `[${entry}]` : entry}`).hostname) };
  const wildcard = entry.startsWith('*.');
  const name = wildcard ? entry.slice(2) : entry;
  if (name === '' || /[^\p{L}\p{N}\p{M}._-]/u.test(name) || !URL.canParse(`https://${name}`)) return null;
  const ascii = `${wildcard ? '*.' : ''}${new URL(`https://${name}`).hostname}`;
  return isDnsName(ascii) ? { kind: 'dns', value: ascii } : null;
}

/** Names and addresses separated by commas, spaces or lines; duplicates fall away. */
export const serverNamesField = z
  .string()
  .max(4000, code('names-invalid'))
  .transform((text, context) => {
    const entries = text.split(/[\s,;]+/).filter((entry) => entry !== '');
    const names = new Map<string, SubjectAltName>();
    for (const entry of entries) {
      const name = parseSubjectAltName(entry);
      if (name === null) context.addIssue({ code: 'custom', message: 'names-invalid' satisfies FieldCode, params: { entry } });
      else names.set(`${name.kind}:${name.value}`, name);
    }
    if (entries.length === 0) context.addIssue({ code: 'custom', message: 'names-empty' satisfies FieldCode });
    return [...names.values()];
  });

/** Webhook paths that stay open, separated by commas, spaces or lines: `/api/webhook/abc`, or `/api/webhook/` for all. */
export const openPathsField = z
  .string()
  .max(4000, code('paths-invalid'))
  .transform((text) => [...new Set(text.split(/[\s,]+/).filter((path) => path !== ''))])
  .pipe(z.array(z.string().regex(/^\/api\/webhook\/[A-Za-z0-9_~-]{0,128}$/, code('paths-invalid'))).max(20, code('paths-invalid')));

/** A port to listen on. */
export const portField = z
  .number(code('port-out-of-range'))
  .int(code('port-out-of-range'))
  .min(1, code('port-out-of-range'))
  .max(65_535, code('port-out-of-range'));

/** Who a request is for, beside its name; both may stay empty. Two capital letters (ISO 3166) come out of the country. */
export const organizationField = z
  .string()
  .max(1000, code('organization-too-long'))
  .transform((text) => text.trim().normalize('NFC'))
  .superRefine((text, context) => {
    if (controlCharacters.test(text)) context.addIssue({ code: 'custom', message: 'name-has-control-characters' satisfies FieldCode });
    else if ([...text].length > commonNameMax) context.addIssue({ code: 'custom', message: 'organization-too-long' satisfies FieldCode });
  });
export const countryField = z
  .string()
  .max(100, code('country-invalid'))
  .transform((text) => text.trim().toUpperCase())
  .pipe(z.string().regex(/^([A-Z]{2})?$/, code('country-invalid')));

const days = (max: number) =>
  z.number(code('days-out-of-range')).int(code('days-out-of-range')).min(1, code('days-out-of-range')).max(max, code('days-out-of-range'));

/** Apple refuses more than 825 days; not-before lies an hour back, so 824 is the most that is asked for. */
export const serverDaysField = days(824);
/** A device certificate's life; the service also keeps it within its authority's. */
export const deviceDaysField = days(3650);

/** The folder on the proxy's host. No character that a configuration file would have to quote. */
export const proxyFolderField = z
  .string()
  .max(255, code('folder-has-special-characters'))
  .transform((text) => text.trim().replace(/(?<=.)\/+$/, ''))
  .superRefine((text, context) => {
    const refuse = (message: FieldCode) => context.addIssue({ code: 'custom', message });
    if (!text.startsWith('/')) refuse('folder-not-absolute');
    else if (!/^[A-Za-z0-9/._+@-]+$/.test(text)) refuse('folder-has-special-characters');
  });

/** A passphrase for a file. ASCII, since phones disagree on every other encoding. */
export const filePassphraseField = z
  .string()
  .min(12, code('passphrase-too-short'))
  .max(200, code('passphrase-too-long'))
  .regex(/^[\x20-\x7e]*$/, code('passphrase-not-ascii'));

/** A passphrase for the vault: any text, typed on this computer only. */
export const vaultPassphraseField = z.string().min(12, code('passphrase-too-short')).max(1000, code('passphrase-too-long'));

export const idField = z.string().regex(/^[0-9a-f-]{36}$/);
export const keyAlgorithmField = z.enum(keyAlgorithms);
export const exportFormField = z.enum(exportForms);
export const revocationReasonField = z.enum(deviceRevocationReasons);
export const proxyTargetField = z.enum(proxyTargets);
export const platformField = z.enum(platforms);

/** How far a device has come; steps are known to the window alone. */
export const guideProgressField = z.object({
  id: z.enum(guideIds),
  ticked: z
    .array(z.string().regex(/^[a-z0-9-]{1,40}$/))
    .max(100)
    .readonly(),
});

/** Free text of a draft, checked only when a step is confirmed. */
export const draftText = z.string().max(4000);

/** What was typed in the own-proxy wizard: free text, checked only when a step is confirmed. */
export const ownProxyDraftSchema = z.object({
  step: z.enum(ownProxySteps),
  homeId: idField.nullable(),
  authorityId: idField.nullable(),
  deviceId: idField.nullable(),
  backupSkipped: z.boolean(),
  homeName: draftText,
  homeUrl: draftText,
  authorityName: draftText,
  authorityKey: keyAlgorithmField,
  serverSource: z.enum(['public', 'own', 'request']),
  serverNames: draftText,
  serverDays: draftText,
  upstream: draftText,
  proxyFolder: draftText,
  proxyIpv6: z.boolean(),
  proxyTarget: proxyTargetField,
  proxyScope: z.enum(['all', 'but-webhooks']),
  proxyOpenPaths: draftText,
  proxyInside: z.boolean(),
  proxyInsidePort: draftText,
  deviceName: draftText,
  devicePlatform: platformField,
  deviceKey: keyAlgorithmField,
  deviceDays: draftText,
});
export type OwnProxyDraft = z.infer<typeof ownProxyDraftSchema>;

/** What was typed for one more device of a home that has its road already. */
export const deviceDraftSchema = z.object({
  homeId: idField,
  name: draftText,
  platform: platformField,
  key: keyAlgorithmField,
  days: draftText,
});
export type DeviceDraft = z.infer<typeof deviceDraftSchema>;
