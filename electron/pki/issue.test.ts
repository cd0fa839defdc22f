import { createPublicKey } from 'node:crypto';
import { connect, createServer } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { Failure } from '../contract/failure.ts';
import { encode } from './asn1.ts';
import { parseCertificate, readCertificate } from './certificate.ts';
import { type Issuer, issueDeviceAuthority, issueDeviceCertificate, issueServerAuthority, issueServerCertificate } from './issue.ts';
import { exportKey, generateKey, importKey } from './key.ts';
import { toPem } from './pem.ts';
import { ask, isHere, type Judgement, scratch } from './test-judges.ts';
import { authorityName, deviceName, named, newDevice, newDeviceAuthority, newServerAuthority } from './test-people.ts';

const pem = (der: Uint8Array): string => toPem('CERTIFICATE', der);
const now = new Date();

function verify(authority: Issuer, certificate: Uint8Array, ...options: readonly string[]): Judgement {
  const { put } = scratch();
  const ca = put('ca.pem', pem(authority.certificate));
  return ask('openssl', 'verify', '-x509_strict', '-check_ss_sig', ...options, '-CAfile', ca, put('leaf.pem', pem(certificate)));
}

async function newServer(issuer: Issuer, ...names: readonly string[]): Promise<Buffer> {
  return issueServerCertificate({ issuer, publicKey: createPublicKey(await generateKey('p256')), names: named(...names), now });
}

describe('OpenSSL, strictly,', () => {
  test.each(['p256', 'p384', 'rsa2048'] as const)('accepts a client of %s below an authority of it', async (algorithm) => {
    const { authority, certificate } = await newDevice(algorithm, await newDeviceAuthority(algorithm));
    expect(verify(authority, certificate, '-purpose', 'sslclient')).toMatchObject({ ok: true });
    expect(verify(authority, authority.certificate)).toMatchObject({ ok: true });
  });

  test.each(['p256', 'p384', 'rsa2048'] as const)('accepts a server below an authority of %s', async (algorithm) => {
    const names = ['ha.example', '*.home.example', '192.168.1.20', 'fd00::20'];
    const authority = await newServerAuthority(named(...names), algorithm);
    const certificate = await newServer(authority, ...names);
    for (const dialled of [
      '-verify_hostname=ha.example',
      '-verify_hostname=tv.home.example',
      '-verify_ip=192.168.1.20',
      '-verify_ip=fd00::20',
    ]) {
      const [option = '', value = ''] = dialled.split('=');
      expect(verify(authority, certificate, '-purpose', 'sslserver', option, value)).toMatchObject({ ok: true });
    }
    expect(verify(authority, certificate, '-purpose', 'sslclient')).toMatchObject({ ok: false });
  });

  test.each(['192.168.1.20', 'fd00::20'])('accepts a server on %s alone, though no host name is permitted', async (address) => {
    const authority = await newServerAuthority(named(address));
    const certificate = await newServer(authority, address);
    expect(verify(authority, certificate, '-purpose', 'sslserver', '-verify_ip', address)).toMatchObject({ ok: true });
  });

  test.each(['ha.example', '192.168.1.20', 'fd00::20'])('refuses a website %s below a device authority', async (name) => {
    const authority = await newDeviceAuthority();
    expect(verify(authority, await newServer(authority, name)).text).toMatch(/excluded subtree violation/);
    expect(verify(authority, await newServer(authority, name), '-purpose', 'sslserver')).toMatchObject({ ok: false });
  });

  test.each([
    ['another host', ['ha.example'], 'bank.example'],
    ['a host that only ends alike', ['ha.example'], 'notha.example'],
    ['another address', ['ha.example', '192.168.1.20'], '192.168.1.21'],
    ['an address, where names alone are permitted', ['ha.example'], '192.168.1.20'],
    ['an IPv6 address, where names alone are permitted', ['ha.example'], 'fd00::20'],
    ['a host, where addresses alone are permitted', ['192.168.1.20'], 'bank.example'],
    ['an IPv6 address, where an IPv4 one is permitted', ['192.168.1.20'], 'fd00::20'],
  ])('refuses %s below a server authority', async (_, bounds, name) => {
    const authority = await newServerAuthority(named(...bounds));
    expect(verify(authority, await newServer(authority, name)).text).toMatch(/(permitted|excluded) subtree violation/);
  });

  test('accepts what a reloaded authority with an umlaut issues', async () => {
    const made = await newDeviceAuthority();
    const reloaded = { certificate: new Uint8Array(made.certificate), key: importKey(new Uint8Array(exportKey(made.key))) };
    const { certificate } = await newDevice('p256', reloaded);
    expect(verify(made, certificate, '-purpose', 'sslclient')).toMatchObject({ ok: true });
    expect(encode(parseCertificate(certificate).issuer)).toEqual(encode(parseCertificate(made.certificate).subject));
    expect(readCertificate(certificate)).toMatchObject({ commonName: deviceName, issuer: `CN=${authorityName}` });
  });

  test('accepts a device whose name looks like a host', async () => {
    const authority = await newDeviceAuthority();
    const publicKey = createPublicKey(await generateKey('p256'));
    const certificate = await issueDeviceCertificate({ issuer: authority, publicKey, name: 'anna.phone', now });
    expect(readCertificate(certificate).commonName).toBe('anna·phone');
    expect(verify(authority, certificate, '-purpose', 'sslclient')).toMatchObject({ ok: true });
  });
});

describe('other judges', () => {
  test.skipIf(!isHere('certtool'))('GnuTLS accepts a device and refuses a website below its authority', async () => {
    const { put } = scratch();
    const { authority, certificate } = await newDevice();
    const ca = put('ca.pem', pem(authority.certificate));
    const judge = (name: string, leaf: Uint8Array) =>
      ask('certtool', '--verify', '--load-ca-certificate', ca, '--infile', put(name, pem(leaf)));
    expect(judge('device.pem', certificate)).toMatchObject({ ok: true });
    expect(judge('site.pem', await newServer(authority, 'ha.example'))).toMatchObject({ ok: false });
  });

  test.skipIf(!isHere('certutil'))('NSS accepts a device and a server, and refuses a website below a device authority', async () => {
    const { put, folder } = scratch();
    const { authority, certificate } = await newDevice();
    const serverAuthority = await newServerAuthority(named('ha.example'));
    const database = ['-d', `sql:${folder}`];
    const add = (name: string, trust: string, der: Uint8Array) =>
      ask('certutil', ...database, '-A', '-n', name, '-t', trust, '-i', put(name, der));
    const judge = (name: string, usage: 'C' | 'V') => ask('certutil', ...database, '-V', '-n', name, '-u', usage, '-e');
    ask('certutil', ...database, '-N', '--empty-password');
    add('devices', 'CT,,', authority.certificate);
    add('servers', 'CT,,', serverAuthority.certificate);
    add('device', ',,', certificate);
    add('server', ',,', await newServer(serverAuthority, 'ha.example'));
    add('website', ',,', await newServer(authority, 'ha.example'));
    expect(judge('device', 'C')).toMatchObject({ ok: true });
    expect(judge('server', 'V')).toMatchObject({ ok: true });
    expect(judge('website', 'V')).toMatchObject({ ok: false });
  });

  // Under Electron this is BoringSSL's judgement, which knows no alternative to a TLS connection.
  test.each(['iPhone', deviceName, 'anna.phone', 'Anna: phone'])('the TLS of this runtime lets in the device "%s"', async (name) => {
    const authority = await newDeviceAuthority();
    const key = await generateKey('p256');
    const certificate = await issueDeviceCertificate({ issuer: authority, publicKey: createPublicKey(key), name, now });
    expect(await authorizationOf(authority, { key: toPem('PRIVATE KEY', exportKey(key)), cert: pem(certificate) })).toBe('authorized');
  });
});

/** What a TLS server that trusts the authority finds wrong with a client. */
async function authorizationOf(authority: Issuer, client: { readonly key: string; readonly cert: string }): Promise<string> {
  const server = createServer({ ...client, ca: pem(authority.certificate), requestCert: true, rejectUnauthorized: false });
  try {
    return await new Promise<string>((resolve, reject) => {
      server.once('secureConnection', (socket) => {
        resolve(socket.authorized ? 'authorized' : String(socket.authorizationError));
        socket.destroy();
      });
      server.once('tlsClientError', reject);
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        const port = typeof address === 'object' && address ? address.port : 0;
        connect({ ...client, host: '127.0.0.1', port, rejectUnauthorized: false }).on('error', () => undefined);
      });
    });
  } finally {
    server.close();
  }
}

describe('validity', () => {
  const dayMs = 86_400_000;
  const daysBetween = (der: Buffer): number => {
    const { notBefore, notAfter } = readCertificate(der);
    return (Date.parse(notAfter) - Date.parse(notBefore)) / dayMs;
  };

  test('starts an hour back in whole seconds', async () => {
    const { certificate } = await newDeviceAuthority('p256', new Date('2026-03-01T12:00:00.789Z'));
    expect(readCertificate(certificate)).toMatchObject({ notBefore: '2026-03-01T11:00:00.000Z', notAfter: '2036-02-27T12:00:00.000Z' });
  });

  test('keeps a server within the 825 days that Apple allows, even when 824 are asked for', async () => {
    const issuer = await newServerAuthority(named('ha.example'));
    const publicKey = createPublicKey(issuer.key);
    const server = { issuer, publicKey, names: named('ha.example'), now };
    expect(daysBetween(await issueServerCertificate(server))).toBeCloseTo(820, 1);
    expect(daysBetween(await issueServerCertificate({ ...server, validityDays: 824 }))).toBeLessThanOrEqual(825);
  });

  test('never outlives the authority', async () => {
    const key = await generateKey('p256');
    const issuer = { key, certificate: await issueDeviceAuthority({ name: 'CA', key, now, validityDays: 30 }) };
    const leaf = await issueDeviceCertificate({ issuer, publicKey: createPublicKey(key), name: 'phone', now });
    expect(readCertificate(leaf).notAfter).toBe(readCertificate(issuer.certificate).notAfter);
  });

  test('is refused below an authority that has ended', async () => {
    const issuer = await newDeviceAuthority('p256', new Date('2010-01-01'));
    const leaf = issueDeviceCertificate({ issuer, publicKey: createPublicKey(issuer.key), name: 'phone', now });
    await expect(leaf).rejects.toEqual(new Failure('lint-refused', { finding: 'authority-ended' }));
  });

  test.each([
    ['2049-12-30T23:59:59Z', 1, '2049-12-31T23:59:59.000Z', 'UTCTIME'],
    ['2049-12-31T00:00:00Z', 1, '2050-01-01T00:00:00.000Z', 'GENERALIZEDTIME'],
  ])('from %s for %i day ends as a time of the right type', async (from, validityDays, notAfter, type) => {
    const key = await generateKey('p256');
    const der = await issueDeviceAuthority({ name: 'CA', key, now: new Date(from), validityDays });
    const parsed = ask('openssl', 'asn1parse', '-inform', 'DER', '-in', scratch().put('ca.der', der)).text;
    expect(readCertificate(der).notAfter).toBe(notAfter);
    expect(parsed.match(/(UTCTIME|GENERALIZEDTIME)/g)).toEqual(['UTCTIME', type]);
  });
});

describe('shape', () => {
  test('of a server is X.509 v3 with every extension that phones ask for', async () => {
    const authority = await newServerAuthority(named('ha.example', 'fd00::20'));
    const publicKey = createPublicKey(await generateKey('rsa2048'));
    const der = await issueServerCertificate({ issuer: authority, publicKey, names: named('ha.example', 'fd00::20'), now });
    const { text } = ask('openssl', 'x509', '-noout', '-text', '-inform', 'DER', '-in', scratch().put('server.der', der));
    expect(text).toContain('Version: 3 (0x2)');
    expect(text).toMatch(/Basic Constraints: critical\s+CA:FALSE/);
    expect(text).toMatch(/Key Usage: critical\s+Digital Signature, Key Encipherment\n/);
    expect(text).toMatch(/Extended Key Usage: \s+TLS Web Server Authentication\n/);
    expect(text).toMatch(/Alternative Name: \s+DNS:ha.example, IP Address:FD00:0:0:0:0:0:0:20\n/);
    expect(text).toMatch(/Subject Key Identifier: \s+(\w\w:){19}\w\w\n/);
    expect(text).toMatch(/Authority Key Identifier: \s+(\w\w:){19}\w\w\n/);
  });

  test('of an authority allows no authority below it', async () => {
    const { certificate } = await newServerAuthority(named('*.home.example', 'home.example'));
    const { text } = ask('openssl', 'x509', '-noout', '-text', '-inform', 'DER', '-in', scratch().put('ca.der', certificate));
    expect(text).toMatch(/Basic Constraints: critical\s+CA:TRUE, pathlen:0/);
    expect(text).toMatch(/Key Usage: critical\s+Certificate Sign, CRL Sign\n/);
    expect(text).toMatch(/Permitted:\s+DNS:home.example\n\s+Excluded:\s+IP:0.0.0.0\/0.0.0.0\n/);
  });

  test('falls back from a host name too long to be a common name', async () => {
    const long = `${'a'.repeat(60)}.home.example`;
    const authority = await newServerAuthority(named(long));
    expect(readCertificate(await newServer(authority, long))).toMatchObject({ commonName: 'Home Assistant', san: [`DNS:${long}`] });
  });

  test('needs a name', async () => {
    const { key, certificate } = await newServerAuthority(named('ha.example'));
    const publicKey = createPublicKey(key);
    const noName = new Failure('lint-refused', { finding: 'san-missing' });
    await expect(issueServerCertificate({ issuer: { key, certificate }, publicKey, names: [], now })).rejects.toEqual(noName);
    await expect(issueServerAuthority({ name: 'CA', key, now, bounds: [] })).rejects.toEqual(noName);
    await expect(issueDeviceCertificate({ issuer: { key, certificate }, publicKey, name: '', now })).rejects.toThrow('name-unsuitable');
  });
});
