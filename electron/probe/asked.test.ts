import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { createSecureContext, type TLSSocket, type TlsOptions } from 'node:tls';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Overheard, overhear, readKeyLine } from './asked.ts';
import { shakeHands } from './dial.ts';
import { type Recording, tap } from './tap.ts';
import { createTestPki, type Door, homeAssistant, houseBehindTls, listen, type TestPki } from './test-doors.ts';

let pki: TestPki;
const doors: Door[] = [];
const ended = new AbortController();

beforeAll(() => {
  pki = createTestPki();
});
afterEach(async () => {
  await Promise.all(doors.splice(0).map((door) => door.close()));
});
afterAll(() => {
  ended.abort();
  pki.remove();
});

const served = (): TlsOptions => ({ cert: pki.pem('server.crt') + pki.pem('server-ca.crt'), key: pki.pem('server.key') });
const guarded = (): TlsOptions => ({ ...served(), requestCert: true, ca: [pki.pem('device-ca.crt'), pki.pem('other-ca.crt')] });

interface Heard extends Overheard {
  readonly recording: Recording;
  readonly secrets: ReadonlyMap<string, Buffer>;
}

/** Shakes hands, as a device or a stranger, and waits for a word or the end. */
async function listenIn(port: number, device: string | null): Promise<Heard> {
  const raw = connect({ host: '127.0.0.1', port });
  await once(raw, 'connect');
  const { stream, recording } = tap(raw);
  const secrets = new Map<string, Buffer>();
  const secureContext = createSecureContext(device === null ? {} : { cert: pki.pem(`${device}.crt`), key: pki.pem(`${device}.key`) });
  const manners = { host: 'localhost', isNamed: true, protocol: 'http/1.1', secureContext } as const;
  const socket = await shakeHands(stream, { ...manners, onKey: (line) => secrets.set(...readKeyLine(line)) }, ended.signal).catch(
    () => null,
  );
  await aWord(socket);
  socket?.destroy();
  return { ...overhear(recording(), secrets), recording: recording(), secrets };
}

async function aWord(socket: TLSSocket | null): Promise<void> {
  if (socket === null || socket.destroyed) return;
  socket.write('GET /manifest.json HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await new Promise((resolve) => socket.once('data', resolve).once('close', resolve));
}

async function opened(options: TlsOptions): Promise<number> {
  const door = await houseBehindTls(homeAssistant, options);
  doors.push(door);
  return door.port;
}

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('over %s', (version) => {
  const only = { minVersion: version, maxVersion: version } as const;

  test('a server that asks says whose certificates it takes', async () => {
    const port = await opened({ ...guarded(), ...only });
    const { asked, sentCertificate } = await listenIn(port, null);
    expect(asked).toMatchObject({ state: 'asked', issuers: ['CN=device-ca', 'CN=other-ca'] });
    expect(asked.state === 'asked' && asked.schemes).toContain(0x0403); // ecdsa_secp256r1_sha256
    expect(sentCertificate).toBe(false);
  });

  test('a device that is asked sends its certificate', async () => {
    expect(await listenIn(await opened({ ...guarded(), ...only }), 'device')).toMatchObject({ sentCertificate: true });
  });

  test('a server that does not ask gets none', async () => {
    const heard = await listenIn(await opened({ ...served(), ...only }), 'device');
    expect(heard).toMatchObject({ asked: { state: 'not-asked' }, sentCertificate: false });
  });

  test('the chain is what was sent, in its order', async () => {
    const { chain } = await listenIn(await opened({ ...served(), ...only }), null);
    expect(chain.map((der) => der.toString('hex'))).toEqual(
      ['server.crt', 'server-ca.crt'].map((name) => Buffer.from(pki.der(name)).toString('hex')),
    );
  });

  test('a request that goes on over many records is read whole', async () => {
    const authorities = Array.from({ length: 400 }, () => pki.pem('device-ca.crt'));
    const port = await opened({ ...guarded(), ...only, ca: authorities.concat(pki.pem('other-ca.crt')) });
    const { asked } = await listenIn(port, null);
    expect(asked.state === 'asked' && new Set(asked.issuers)).toEqual(new Set(['CN=device-ca', 'CN=other-ca']));
  });

  test('what stops anywhere, or is bent anywhere, ends in what was heard before or in nothing', async () => {
    const { recording, secrets } = await listenIn(await opened({ ...guarded(), ...only }), 'device');
    const { received, sent } = recording;
    const asked = overhear(recording, secrets).asked;
    fc.assert(
      fc.property(fc.nat(received.length), fc.nat(sent.length), (one, other) => {
        const cut = overhear({ received: received.subarray(0, one), sent: sent.subarray(0, other) }, secrets).asked;
        expect([asked, { state: 'unknown' }]).toContainEqual(cut);
      }),
    );
    fc.assert(
      fc.property(fc.nat(received.length - 1), fc.nat(255), (at, byte) => {
        const bent = Buffer.from(received);
        bent[at] = byte;
        expect(['asked', 'not-asked', 'unknown']).toContain(overhear({ received: bent, sent }, secrets).asked.state);
      }),
    );
  });
});

test('a server that first wants another key share is understood', async () => {
  // Neither library offers this curve in its first hello.
  const port = await opened({ ...guarded(), minVersion: 'TLSv1.3', ecdhCurve: 'P-384' });
  expect(await listenIn(port, 'device')).toMatchObject({ asked: { state: 'asked' }, sentCertificate: true });
});

test('garbage is nothing, whatever it is', () => {
  const unknown = { asked: { state: 'unknown' }, sentCertificate: null, chain: [] };
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), fc.uint8Array({ maxLength: 2000 }), (received, sent) => {
      expect(overhear({ received: Buffer.from(received), sent: Buffer.from(sent) }, new Map())).toEqual(unknown);
    }),
  );
});

test('no more than 64 KB each way are kept, and all of it passes', async () => {
  const size = 300_000;
  const door = await listen(createServer((socket: Socket) => socket.end(Buffer.alloc(size, 1))));
  doors.push(door);
  const raw = connect({ host: '127.0.0.1', port: door.port });
  const { stream, recording } = tap(raw);
  let passed = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) passed += chunk.length;
  expect(passed).toBe(size);
  expect(recording().received).toHaveLength(64 * 1024);
});
