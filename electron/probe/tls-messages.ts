/** Takes the records and handshake messages of TLS apart (RFC 5246, RFC 8446). What comes in is a stranger's. */
import { createDecipheriv, createHmac, type DecipherChaCha20Poly1305, type DecipherGCM } from 'node:crypto';

/** Content types of records (RFC 8446 section 5.1). */
const changeCipherSpec = 20;
const handshake = 22;
const applicationData = 23;

/** Handshake message types (RFC 8446 section 4, RFC 5246 section 7.4). */
export const messageTypes = {
  serverHello: 2,
  certificate: 11,
  certificateRequest: 13,
  serverHelloDone: 14,
} as const;

export interface Message {
  readonly type: number;
  readonly body: Buffer;
}

/** Reads numbers and vectors one after the other (RFC 8446 section 3). @throws RangeError beyond the end */
export class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get isDone(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** A number of so many bytes. */
  number(width: number): number {
    const value = this.#bytes.readUIntBE(this.#at, width);
    this.#at += width;
    return value;
  }

  bytes(length: number): Buffer {
    if (this.#at + length > this.#bytes.length) throw new RangeError('beyond the end');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** Bytes behind a length of so many bytes. */
  vector(width: number): Buffer {
    return this.bytes(this.number(width));
  }
}

/** Reads as many as are there; what was cut off is left out. */
function readAll<T>(bytes: Buffer, read: (reader: Reader) => T): readonly T[] {
  const reader = new Reader(bytes);
  const all: T[] = [];
  try {
    while (!reader.isDone) all.push(read(reader));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return all;
}

interface TlsRecord {
  readonly type: number;
  readonly header: Buffer;
  readonly fragment: Buffer;
}

const recordsOf = (bytes: Buffer): readonly TlsRecord[] =>
  readAll(bytes, (reader) => {
    const header = reader.bytes(5);
    return { type: header.readUInt8(0), header, fragment: reader.bytes(header.readUInt16BE(3)) };
  });

/** A message may lie across several records, and several in one. */
const messagesOf = (fragments: readonly Buffer[]): readonly Message[] =>
  readAll(Buffer.concat(fragments), (reader) => ({ type: reader.number(1), body: reader.vector(3) }));

const contentOf = (records: readonly TlsRecord[], wanted: number): readonly Buffer[] =>
  records.filter(({ type }) => type === wanted).map(({ fragment }) => fragment);

/** @returns the messages in records that TLS 1.3 leaves in clear. Earlier versions encrypt the last of them. */
export const openMessages = (bytes: Buffer): readonly Message[] => messagesOf(contentOf(recordsOf(bytes), handshake));

/** @returns the messages that one side of TLS 1.2 or older sent before it encrypted. */
export function clearMessages(bytes: Buffer): readonly Message[] {
  const records = recordsOf(bytes);
  const end = records.findIndex(({ type }) => type === changeCipherSpec);
  return messagesOf(contentOf(end < 0 ? records : records.slice(0, end), handshake));
}

/** How TLS 1.3 encrypts, by the number of the cipher suite (RFC 8446 appendix B.4). */
const suites: Readonly<Record<number, Suite>> = {
  4865: { cipher: 'aes-128-gcm', keyLength: 16, hash: 'sha256' },
  4866: { cipher: 'aes-256-gcm', keyLength: 32, hash: 'sha384' },
  4867: { cipher: 'chacha20-poly1305', keyLength: 32, hash: 'sha256' },
};
interface Suite {
  readonly cipher: 'aes-128-gcm' | 'aes-256-gcm' | 'chacha20-poly1305';
  readonly keyLength: number;
  readonly hash: string;
}

const tagLength = 16;
const ivLength = 12;

/**
 * @param secret the sender's handshake traffic secret (RFC 8446 section 7.1)
 * @returns the messages that one side of TLS 1.3 sent under its handshake keys, as far as they can be read.
 * @throws Error where this runtime lacks the cipher: Electron's has no ChaCha20-Poly1305
 */
export function sealedMessages(bytes: Buffer, suiteNumber: number, secret: Buffer): readonly Message[] {
  const suite = suites[suiteNumber];
  if (suite === undefined) throw new Error('a cipher suite that nobody offered');
  const { cipher, keyLength, hash } = suite;
  const key = expandLabel(hash, secret, 'key', keyLength);
  const iv = expandLabel(hash, secret, 'iv', ivLength);
  const fragments: Buffer[] = [];
  const sealed = recordsOf(bytes).filter(({ type }) => type === applicationData);
  for (const [sequence, { header, fragment }] of sealed.entries()) {
    const decipher = startDecipher(cipher, key, nonceOf(iv, sequence));
    decipher.setAAD(header, { plaintextLength: fragment.length - tagLength });
    const inner = open(decipher, fragment);
    if (inner === null) break; // from here on, other keys
    if (inner.type === handshake) fragments.push(inner.fragment);
  }
  return messagesOf(fragments);
}

/** RFC 8446 section 7.1, HKDF-Expand-Label with an empty context. */
function expandLabel(hash: string, secret: Buffer, label: string, length: number): Buffer {
  const name = Buffer.from(`tls13 ${label}`);
  // RFC 5869 section 2.3: none of these is longer than one block of the hash.
  const info = Buffer.concat([Buffer.from([0, length, name.length]), name, Buffer.from([0, 1])]);
  return createHmac(hash, secret).update(info).digest().subarray(0, length);
}

/** RFC 8446 section 5.3: the record's number, laid over the end of the vector. */
function nonceOf(iv: Buffer, sequence: number): Buffer {
  const nonce = Buffer.from(iv);
  nonce.writeUInt32BE((nonce.readUInt32BE(ivLength - 4) ^ sequence) >>> 0, ivLength - 4);
  return nonce;
}

type Opener = DecipherGCM | DecipherChaCha20Poly1305;

// Two calls, since each cipher has a type of its own.
const startDecipher = (cipher: Suite['cipher'], key: Buffer, nonce: Buffer): Opener =>
  cipher === 'chacha20-poly1305'
    ? createDecipheriv(cipher, key, nonce, { authTagLength: tagLength })
    : createDecipheriv(cipher, key, nonce, { authTagLength: tagLength });

/** RFC 8446 section 5.2: content, its type, zeros. Null where the keys do not fit. */
function open(decipher: Opener, sealed: Buffer): Pick<TlsRecord, 'type' | 'fragment'> | null {
  if (sealed.length <= tagLength) return null;
  try {
    decipher.setAuthTag(sealed.subarray(-tagLength));
    const text = Buffer.concat([decipher.update(sealed.subarray(0, -tagLength)), decipher.final()]);
    const end = text.findLastIndex((byte) => byte !== 0);
    return end < 0 ? null : { type: text.readUInt8(end), fragment: text.subarray(0, end) };
  } catch {
    return null;
  }
}
