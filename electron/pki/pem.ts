import { Failure } from '../contract/failure.ts';

/** One block of a PEM file. */
export interface PemBlock {
  /** `CERTIFICATE`, `PRIVATE KEY`, … */
  readonly label: string;
  readonly der: Buffer;
}

/** @returns the textual form: 64 columns, a line feed at the end (RFC 7468 section 2). */
export function toPem(label: string, der: Uint8Array): string {
  const lines = Buffer.from(der)
    .toString('base64')
    .replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}

const block = /-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/g;
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Finds the blocks of a PEM file in their order; text around them, as `openssl pkcs12` writes it, is passed over.
 *
 * @throws Failure `bundle-damaged` where the content of a block is not base64.
 * @see RFC 7468 section 3, laxtextualmsg
 */
export function fromPem(text: string): PemBlock[] {
  return Array.from(text.matchAll(block), ([, label = '', lines = '']) => {
    const body = lines.replace(/\s+/g, '');
    if (!base64.test(body) || body.length % 4 !== 0) throw new Failure('bundle-damaged', { part: label });
    return { label, der: Buffer.from(body, 'base64') };
  });
}
