import { encode, integer, octets, sequence } from '../../electron/pki/asn1.ts';
import { certificate, ecPrivateKey, pbe, pbes2, pbkdf2 } from './parts.ts';

const pem = (label: string, body: string, end = label): Buffer => Buffer.from(`-----BEGIN ${label}-----\n${body}\n-----END ${end}-----\n`);
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const traditional = (dekInfo: string): Buffer =>
  pem('EC PRIVATE KEY', `Proc-Type: 4,ENCRYPTED\nDEK-Info: ${dekInfo}\n\n${base64(Buffer.alloc(64))}`);
const nearTheCap = encode(sequence(pbe(integer(1_900_000)), octets(Buffer.alloc(64))));
const encrypted = (count: number): Buffer => encode(sequence(pbes2(pbkdf2({ iterations: integer(count) })), octets(Buffer.alloc(64))));

/** PEM files by their fault. */
export const texts: Readonly<Record<string, Buffer>> = {
  'block-without-end': Buffer.from(`-----BEGIN CERTIFICATE-----\n${base64(certificate())}\n`),
  'block-ended-by-another': pem('CERTIFICATE', base64(certificate()), 'PRIVATE KEY'),
  'block-in-a-block': pem('CERTIFICATE', pem('CERTIFICATE', base64(certificate())).toString()),
  'block-of-nothing': pem('CERTIFICATE', ''),
  'block-of-no-base64': pem('CERTIFICATE', '&&&&'),
  'block-of-unknown-label': pem('HOUSE KEY', base64(ecPrivateKeyDer())),
  'blocks-201': Buffer.from(pem('X', 'MAA=').toString().repeat(201)),
  'key-in-a-certificate-s-block': pem('CERTIFICATE', base64(ecPrivateKeyDer())),
  'key-of-unknown-cipher': traditional('CAMELLIA-256-CBC,00112233445566778899aabbccddeeff'),
  'key-of-a-cipher-called-constructor': traditional('constructor,00'),
  'key-without-iv': traditional('AES-256-CBC'),
  'key-iterations-above-the-cap': pem('ENCRYPTED PRIVATE KEY', base64(encrypted(2_000_001))),
  'keys-iterations-cumulative': Buffer.from(pem('ENCRYPTED PRIVATE KEY', base64(nearTheCap)).toString().repeat(4)),
  'binary-between-blocks': Buffer.concat([Buffer.alloc(300), pem('CERTIFICATE', base64(certificate())), Buffer.alloc(300, 0xff)]),
};

function ecPrivateKeyDer(): Buffer {
  return encode(ecPrivateKey());
}
