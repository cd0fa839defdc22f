import type { Door } from './door.ts';
import { when } from './page.ts';

/**
 * Lines that ask for a device's certificate, for a server block of nginx.
 *
 * @param open a regular expression, without anchors, for the paths that need none; null where every path needs one
 */
export function deviceCertificate({ folder }: Door, open: string | null): string {
  return `    ssl_client_certificate ${folder}/ca.crt;
    ssl_crl ${folder}/ca.crl;
    ssl_verify_client ${open === null ? 'on' : 'optional'};
    ssl_verify_depth 1;
${when(
  open !== null,
  `
    # Without a certificate nothing is open but these paths, compared as they came: before nginx decodes them.
    set $latchkey shut;
    if ($ssl_client_verify = SUCCESS) { set $latchkey open; }
    if ($request_uri ~ "^${open}(\\?|$)") { set $latchkey open; }
    if ($latchkey = shut) { return 496; }
`,
)}`;
}
