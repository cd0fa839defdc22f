import { parse } from '../pki/asn1.ts';
import { readName } from '../pki/name.ts';
import type { Asked } from './observations.ts';
import type { Recording } from './tap.ts';
import { clearMessages, type Message, messageTypes, openMessages, Reader, sealedMessages } from './tls-messages.ts';

/** What can be read of a handshake beside what TLS itself tells. */
export interface Overheard {
  readonly asked: Asked;
  /** Whether our side sent a certificate; null where it cannot be read. */
  readonly sentCertificate: boolean | null;
  /** The server's certificates as sent, leaf first, DER; none where they cannot be read. */
  readonly chain: readonly Buffer[];
}

/** Lines of Node's event `keylog`, by their label: `SERVER_HANDSHAKE_TRAFFIC_SECRET`. */
export type Secrets = ReadonlyMap<string, Buffer>;

/** @returns label and secret of a line in the format of NSS's key log. */
export function readKeyLine(line: Buffer): readonly [string, Buffer] {
  const [label = '', , secret = ''] = line.toString('latin1').trim().split(' ');
  return [label, Buffer.from(secret, 'hex')];
}

const nothing: Overheard = { asked: { state: 'unknown' }, sentCertificate: null, chain: [] };

/** Reads what was said while hands were shaken, finished or not. What makes no sense stays unknown. */
export function overhear(recording: Recording, secrets: Secrets): Overheard {
  try {
    const hello = readServerHello(openMessages(recording.received));
    if (hello === null) return nothing;
    const { version } = hello;
    const server = messagesFrom(recording.received, hello, secrets.get('SERVER_HANDSHAKE_TRAFFIC_SECRET'));
    const asked = readAsked(server, version);
    const client = messagesFrom(recording.sent, hello, secrets.get('CLIENT_HANDSHAKE_TRAFFIC_SECRET'));
    return { asked, sentCertificate: asked.state === 'not-asked' ? false : hasSent(client, version), chain: readChain(server, version) };
  } catch {
    return nothing; // whatever a stranger may have sent
  }
}

const tls12 = 0x0303;
const tls13 = 0x0304;

interface ServerHello {
  readonly version: number;
  readonly suite: number;
}

/** RFC 8446 section 4.1.3: the random of a ServerHello that asks for another ClientHello. */
const helloRetryRequest = 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c';
const supportedVersions = 43;

/** Null until the one that counts was sent. */
function readServerHello(messages: readonly Message[]): ServerHello | null {
  const hellos = messages.filter(({ type }) => type === messageTypes.serverHello).map(({ body }) => new Reader(body));
  for (const reader of hellos) {
    const legacyVersion = reader.number(2);
    if (reader.bytes(32).toString('hex') === helloRetryRequest) continue;
    reader.vector(1); // the session's identifier
    const suite = reader.number(2);
    reader.number(1); // compression
    const chosen = reader.isDone ? undefined : readExtensions(reader.vector(2)).get(supportedVersions);
    return { version: chosen?.readUInt16BE(0) ?? legacyVersion, suite };
  }
  return null;
}

function readExtensions(bytes: Buffer): ReadonlyMap<number, Buffer> {
  const reader = new Reader(bytes);
  const extensions = new Map<number, Buffer>();
  while (!reader.isDone) extensions.set(reader.number(2), reader.vector(2));
  return extensions;
}

function messagesFrom(bytes: Buffer, { version, suite }: ServerHello, secret: Buffer | undefined): readonly Message[] {
  if (version !== tls13) return clearMessages(bytes);
  return secret === undefined ? [] : sealedMessages(bytes, suite, secret);
}

/** The request stands before the certificate in TLS 1.3 and after it in TLS 1.2; what must come later shows that there was none. */
function readAsked(messages: readonly Message[], version: number): Asked {
  const request = messages.find(({ type }) => type === messageTypes.certificateRequest);
  if (request !== undefined) return { state: 'asked', ...(version === tls13 ? readRequest(request) : readOldRequest(request, version)) };
  const later = version === tls13 ? messageTypes.certificate : messageTypes.serverHelloDone;
  return { state: messages.some(({ type }) => type === later) ? 'not-asked' : 'unknown' };
}

type Wishes = Omit<Extract<Asked, { state: 'asked' }>, 'state'>;

const signatureAlgorithms = 13;
const certificateAuthorities = 47;

/** RFC 8446 section 4.3.2. */
function readRequest({ body }: Message): Wishes {
  const reader = new Reader(body);
  reader.vector(1); // its context, empty in a handshake
  const extensions = readExtensions(reader.vector(2));
  const list = (type: number) => new Reader(extensions.get(type) ?? Buffer.alloc(2)).vector(2);
  return { issuers: readNames(list(certificateAuthorities)), schemes: readSchemes(list(signatureAlgorithms)) };
}

/** RFC 5246 section 7.4.4; before TLS 1.2 it named no signature algorithms (RFC 4346 section 7.4.4). */
function readOldRequest({ body }: Message, version: number): Wishes {
  const reader = new Reader(body);
  reader.vector(1); // types of certificates
  const schemes = version < tls12 ? [] : readSchemes(reader.vector(2));
  return { issuers: readNames(reader.vector(2)), schemes };
}

function readSchemes(bytes: Buffer): readonly number[] {
  const reader = new Reader(bytes);
  const schemes: number[] = [];
  while (!reader.isDone) schemes.push(reader.number(2));
  return schemes;
}

function readNames(bytes: Buffer): readonly string[] {
  const reader = new Reader(bytes);
  const names: string[] = [];
  while (!reader.isDone) names.push(nameText(reader.vector(2)));
  return names;
}

/** A name that cannot be read is still a name: no list is taken for empty. */
function nameText(der: Buffer): string {
  try {
    return readName(parse(der)).text;
  } catch {
    return der.toString('hex');
  }
}

/** Null until our side answered. */
function hasSent(messages: readonly Message[], version: number): boolean | null {
  const answer = messages.find(({ type }) => type === messageTypes.certificate);
  return answer === undefined ? null : certificateList(answer, version).length > 0;
}

function readChain(messages: readonly Message[], version: number): readonly Buffer[] {
  const message = messages.find(({ type }) => type === messageTypes.certificate);
  if (message === undefined) return [];
  const reader = new Reader(certificateList(message, version));
  const chain: Buffer[] = [];
  while (!reader.isDone) {
    chain.push(reader.vector(3));
    if (version === tls13) reader.vector(2); // extensions of this certificate
  }
  return chain;
}

/** RFC 8446 section 4.4.2, RFC 5246 section 7.4.2. */
function certificateList({ body }: Message, version: number): Buffer {
  const reader = new Reader(body);
  if (version === tls13) reader.vector(1); // the request's context
  return reader.vector(3);
}
