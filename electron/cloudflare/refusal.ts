import { type CloudflareScope, certificateLimit } from '../contract/cloudflare.ts';
import { Failure } from '../contract/failure.ts';
import { refusal } from './answers.ts';

/** Codes of Cloudflare's errors for a token that is none: invalid headers, invalid token, invalid access token. */
const tokenCodes: readonly number[] = [6003, 6111, 1000, 9109];

/** Codes for a zone that the token does not reach: no route, invalid identifier. */
const zoneCodes: readonly number[] = [7000, 7002, 7003, 1001];

/** Why Cloudflare refused, from the status and the first of its errors. Its words are kept short and printable. */
export function failureOf(response: Response, body: unknown, scope: CloudflareScope): Failure {
  const { status } = response;
  const answer = refusal.safeParse(body);
  const { code = 0, message = '' } = answer.data?.errors[0] ?? {};
  if (status === 429) return new Failure('cloudflare-rate-limited', { seconds: waitOf(response) });
  if (status === 401 || ((status === 400 || status === 403) && tokenCodes.includes(code))) return new Failure('cloudflare-token-wrong');
  if (status === 403) return new Failure('cloudflare-permission-missing', { scope });
  if (status === 404) return new Failure(zoneCodes.includes(code) ? 'cloudflare-zone-missing' : 'cloudflare-changed-meanwhile');
  if (status >= 500) return new Failure('cloudflare-unreachable');
  // "You have reached your quota for the requested resource", documented for other certificates of a zone.
  if (code === 2005 || /reached your quota/i.test(message)) return new Failure('cloudflare-certificates-full', { limit: certificateLimit });
  // No code of it is documented; the words are those that Terraform's users report.
  if (/exceeded .*maximum .*rules/i.test(message)) return new Failure('cloudflare-rules-full');
  return new Failure('cloudflare-refused', { status, reason: printable(message) || `${code}` });
}

/** Seconds; Cloudflare blocks for five minutes ("Rate limits") where it does not say. */
function waitOf(response: Response): number {
  const seconds = Number(response.headers.get('retry-after'));
  return Number.isInteger(seconds) && seconds > 0 && seconds <= 3600 ? seconds : 300;
}

const printable = (text: string): string =>
  text
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(0, 200);
