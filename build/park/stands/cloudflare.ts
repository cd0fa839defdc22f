/**
 * Cloudflare's edge, as far as strangers can see it: it asks for a certificate where the host is associated, blocks by a rule, and
 * sends pages of its own for what it does not reach. The wording is that of developers.cloudflare.com/support/troubleshooting
 * /http-status-codes and of the pages that clients without a browser's headers get, which is `error code: 1033` in plain text.
 */
import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { readCertificate } from '../../../electron/pki/certificate.ts';
import type { Place, Stand, Tls } from '../scenario.ts';
import { house, isVerified, type Page, passOn, passUpgradeOn, says } from './ours.ts';

const edge = { server: 'cloudflare', 'cf-ray': '8e1a2b3c4d5e6f70-TXL' };

interface Edge {
  readonly tls?: Tls;
  /** Whether the host is among those that are asked for a certificate. */
  readonly isAssociated?: boolean;
  readonly rule?: 'complete' | 'without-revocation' | 'none';
  /** What it sends instead of what is behind it. */
  readonly page?: Page;
  readonly hasWebSockets?: boolean;
}

/** The edge; what is left out is as in a good one. */
export function cloudflare({ tls, isAssociated = true, rule = 'complete', page, hasWebSockets = true }: Edge = {}): Stand {
  return house({
    certificate: 'server-public-full',
    asks: isAssociated ? 'politely' : 'no',
    ...(tls && { tls }),
    answer: (place) => (request, response) => {
      if (isBlocked(request, place, rule)) return says(blocked(place.host))(request, response);
      return page ? says({ ...page, headers: { ...edge, ...page.headers } })(request, response) : passOn(request, response, edge);
    },
    ...(hasWebSockets && { upgrade: passUpgradeOn }),
  });
}

function isBlocked(request: IncomingMessage, { world }: Place, rule: NonNullable<Edge['rule']>): boolean {
  if (rule === 'none') return false;
  if (!isVerified(request)) return true;
  const lost = readCertificate(world.certificates('phone-lost')[0] ?? new Uint8Array()).serial;
  const shown = (request.socket as TLSSocket).getPeerCertificate().serialNumber.toLowerCase();
  return rule === 'complete' && BigInt(`0x${shown}`) === BigInt(`0x${lost}`);
}

const html = { 'content-type': 'text/html; charset=UTF-8' };

const blocked = (host: string): Page => ({
  status: 403,
  headers: { ...edge, ...html },
  body: `<!DOCTYPE html><html lang="en-US"><head><title>Attention Required! | Cloudflare</title></head><body><div id="cf-wrapper">
<h1 data-translate="block_headline">Sorry, you have been blocked</h1>
<h2 class="cf-subheadline"><span data-translate="unable_to_access">You are unable to access</span> ${host}</h2></div></body></html>`,
});

/** What clients that are no browser get, by the number of the error. */
export const errorPage = (status: number, code = status): Page => ({
  status,
  headers: { 'content-type': 'text/plain; charset=UTF-8' },
  body: `error code: ${code}`,
});

/** What browsers get where the origin is not reached. */
export const originPage = (status: number, words: string): Page => ({
  status,
  headers: html,
  body: `<!DOCTYPE html><html lang="en-US"><head><title>ha.example | ${status}: ${words}</title></head><body><div id="cf-error-details">
<h1><span class="inline-block">${words}</span> <span class="code-label">Error code ${status}</span></h1></div></body></html>`,
});

/** Access in front: everybody is sent to the team's login. */
export const accessLogin: Page = {
  status: 302,
  headers: { location: 'https://lindenweg.cloudflareaccess.com/cdn-cgi/access/login/ha.example?kid=0a1b2c&redirect_url=%2Fmanifest.json' },
  body: '',
};

export const challenge: Page = {
  status: 403,
  headers: { ...html, 'cf-mitigated': 'challenge' },
  body: '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title></head><body></body></html>',
};
