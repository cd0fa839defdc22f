import { Failure } from '../contract/failure.ts';

/** One block of a PEM file. */
export interface PemBlock {
  /** `CERTIFICATE`, `PRIVATE KEY`, … */
  readonly label: string;
  readonly der: Buffer;
  /** How the content is encrypted, where a header says so: `AES-256-CBC,0A1B…` (RFC 1421 section 4.6.1.3). */
  readonly dekInfo?: string;
}

/** @returns the textual form: 64 columns, a line feed at the end (RFC 7468 section 2). */
export function toPem(label: string, der: Uint8Array): string {
  const lines = Buffer.from(der)
    .toString('base64')
    .replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}

// The armour of PGP and OpenSSH looks alike and holds something else.
const block = /-----BEGIN (?!PGP |OPENSSH )([A-Z0-9 ]+)-----\s*((?:[A-Za-z-]+: .*\s+)*)([^-]*)(-----END \1-----)?/g;
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Finds the blocks of a PEM file in their order; text around them, as `openssl pkcs12` writes it, is passed over.
 *
 * @throws Failure `bundle-damaged` where a block does not end, or its content is not base64.
 * @see RFC 7468 section 3, laxtextualmsg
 */
export function fromPem(text: string): PemBlock[] {
  return Array.from(text.matchAll(block), ([, label = '', headers = '', lines = '', end]) => {
    const body = lines.replace(/\s+/g, '');
    if (end === undefined || !base64.test(body) || body.length % 4 !== 0) throw new Failure('bundle-damaged', { part: label });
    const dekInfo = /^DEK-Info: (.*)$/m.exec(headers)?.[1];
    return { label, der: Buffer.from(body, 'base64'), ...(dekInfo !== undefined && { dekInfo }) };
  });
}
