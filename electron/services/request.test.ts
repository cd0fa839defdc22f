import { execFileSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { KeyAlgorithm } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import type { Services } from './services.ts';
import { openServices, trialFolder } from './test-foundation.ts';

const anna = {
  name: 'Anna – iPhone 16.1 📱',
  platform: 'ios',
  homeId: null,
  organization: 'Küche & Söhne',
  country: 'CH',
  key: 'p256',
} as const;
const ben = { ...anna, name: 'Ben – Pixel', platform: 'android' } as const;

/** A folder with services whose every save goes into `saved`, and OpenSSL as an authority elsewhere. */
async function elsewhere(now?: () => Date) {
  const folder = await trialFolder();
  const saved = path.join(folder, 'saved');
  const desktop = { askSaveFile: async () => saved };
  const services = await openServices({ folder, desktop, ...(now && { now }) });
  const at = (name: string) => path.join(folder, name);
  const openssl = (...words: readonly string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe', encoding: 'utf8' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl('req', '-x509', ...newKey, '-keyout', 'root.key', '-out', 'root.crt', '-subj', '/O=Elsewhere/CN=Root', '-days', '30');
  openssl('req', ...newKey, '-keyout', 'ca.key', '-out', 'ca.csr', '-subj', '/O=Elsewhere/CN=Issuing');
  await writeFile(at('ca.ext'), 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n');
  const under = (issuer: string, extensions: string) => [
    '-CA',
    `${issuer}.crt`,
    '-CAkey',
    `${issuer}.key`,
    '-CAcreateserial',
    '-extfile',
    extensions,
  ];
  openssl('x509', '-req', '-in', 'ca.csr', ...under('root', 'ca.ext'), '-days', '29', '-out', 'ca.crt');
  /** Signs a request and gives the certificate as PEM; it names nothing but a purpose. */
  async function sign(pem: string, { eku = 'clientAuth', days = '20' } = {}): Promise<string> {
    await writeFile(at('theirs.csr'), pem);
    await writeFile(at('leaf.ext'), `basicConstraints=CA:FALSE\nextendedKeyUsage=${eku}\n`);
    openssl('x509', '-req', '-in', 'theirs.csr', ...under('ca', 'leaf.ext'), '-days', days, '-out', 'theirs.crt');
    return readFile(at('theirs.crt'), 'utf8');
  }
  /** What a file of the folder holds once it was dropped. */
  const drop = async (name: string) => ({ importId: (await services.offers.offer(at(name))).importId });
  return { folder, at, openssl, saved, services, sign, drop };
}

/** The one request that waits. */
async function waiting({ requests }: Services) {
  const [request, ...more] = await requests.list();
  if (request === undefined || more.length > 0) throw new Error('one request should wait');
  return request;
}

describe('a request of ours', () => {
  test.each(['p256', 'p384', 'rsa2048'] as const)('with a key of %s is verified by OpenSSL as it was saved', async (key) => {
    const { services, saved, openssl } = await elsewhere();
    const { id, pem, request } = await services.requests.create({ ...anna, key });
    expect(await services.requests.save(id)).toMatchObject({ phase: 'saved', fileName: 'saved' });
    expect(await readFile(saved, 'utf8')).toBe(pem);
    const said = openssl('req', '-verify', '-noout', '-subject', '-nameopt', 'utf8,sep_comma_plus', '-in', saved);
    expect(said).toContain('C=CH,O=Küche & Söhne,CN=Anna – iPhone 16·1 📱');
    expect(request.subject).toBe('CN=Anna – iPhone 16·1 📱, O=Küche & Söhne, C=CH');
  });

  test('needs neither organisation nor country', async () => {
    const { services } = await elsewhere();
    expect((await services.requests.create({ ...ben, organization: '', country: '' })).request.subject).toBe('CN=Ben – Pixel');
  });

  test('is made once, however often the step is repeated, and is there again after a restart', async () => {
    const { services, folder } = await elsewhere();
    const made = await Promise.all([services.requests.create(anna), services.requests.create(anna)]);
    const reopened = await openServices({ folder });
    expect(await reopened.requests.create(anna)).toEqual(made[0]);
    expect(await reopened.requests.list()).toEqual([made[1]]);
    for (const other of [{ organization: '' }, { key: 'rsa2048' }, { name: 'Anna' }] as const)
      await reopened.requests.create({ ...anna, ...other });
    expect(await reopened.requests.list()).toHaveLength(4);
  });

  test('is taken back while its key is being made', async () => {
    const taken = new AbortController();
    const generateKey = async (_: KeyAlgorithm, signal?: AbortSignal): Promise<never> => {
      taken.abort();
      throw signal?.aborted ? new Failure('job-cancelled') : new Error('nobody can take it back');
    };
    const { requests } = await openServices({ folder: await trialFolder(), work: { generateKey } });
    await expect(requests.create(anna, taken.signal)).rejects.toMatchObject({ code: 'job-cancelled' });
    expect(await requests.list()).toEqual([]);
  });

  test('keeps its key sealed', async () => {
    const { services, folder } = await elsewhere();
    const { id } = await services.requests.create(anna);
    const [file = ''] = (await readdir(path.join(folder, 'records'), { recursive: true })).filter((name) => name.includes(id));
    const stored = await readFile(path.join(folder, 'records', file), 'utf8');
    expect(stored).toContain('"key"');
    expect(stored).not.toMatch(/PRIVATE|MIGHAgEAMBMG/); // the first bytes of every P-256 key
    expect(JSON.stringify(await services.requests.list())).not.toContain('"key":"ey');
  });

  test('that is removed takes its key along', async () => {
    const { services, sign } = await elsewhere();
    const { id, pem } = await services.requests.create(anna);
    await services.requests.remove(id);
    expect(await services.requests.list()).toEqual([]);
    expect(await services.requests.readAnswer({ text: await sign(pem) })).toMatchObject({ owner: { kind: 'nobody' }, findings: [] });
    await expect(services.requests.attach(id, { text: await sign(pem) })).rejects.toMatchObject({ code: 'record-missing' });
  });
});

describe('a certificate that comes back', () => {
  /** How authorities and people hand one over: a file of the folder, or text. */
  const forms: Readonly<
    Record<string, (world: Awaited<ReturnType<typeof elsewhere>>) => Promise<{ text: string } | { importId: string }>>
  > = {
    'as pasted PEM': async ({ at }) => ({ text: await readFile(at('theirs.crt'), 'utf8') }),
    'with Windows line ends': async ({ at }) => ({ text: (await readFile(at('theirs.crt'), 'utf8')).replaceAll('\n', '\r\n') }),
    'with text around, indented': async ({ at }) => {
      const pem = (await readFile(at('theirs.crt'), 'utf8')).replaceAll('\n', '\n    ');
      return { text: `Dear Anna,\n\nhere it is:\n    ${pem}\n\nsubject=CN = Anna\nYours, the authority` };
    },
    'with its chain reversed': async ({ at }) => {
      const parts = await Promise.all(['root.crt', 'ca.crt', 'theirs.crt'].map((name) => readFile(at(name), 'utf8')));
      return { text: parts.join('') };
    },
    'as DER': async ({ openssl, drop }) => {
      openssl('x509', '-in', 'theirs.crt', '-outform', 'DER', '-out', 'theirs.cer');
      return drop('theirs.cer');
    },
    'as PKCS#7 with the chain': async ({ openssl, drop }) => {
      const files = ['root.crt', 'theirs.crt', 'ca.crt'].flatMap((name) => ['-certfile', name]);
      openssl('crl2pkcs7', '-nocrl', ...files, '-outform', 'DER', '-out', 'theirs.p7b');
      return drop('theirs.p7b');
    },
    'as pasted PKCS#7': async ({ openssl }) => ({ text: openssl('crl2pkcs7', '-nocrl', '-certfile', 'ca.crt', '-certfile', 'theirs.crt') }),
    'beside a stranger’s certificate': async ({ at, openssl }) => {
      openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'x.key', '-out', 'x.crt', '-subj', '/CN=Stranger', '-days', '9');
      return { text: (await readFile(at('x.crt'), 'utf8')) + (await readFile(at('theirs.crt'), 'utf8')) };
    },
  };
  const chains: Readonly<Record<string, readonly string[]>> = {
    'with its chain reversed': ['Issuing', 'Root'],
    'as PKCS#7 with the chain': ['Issuing', 'Root'],
    'as pasted PKCS#7': ['Issuing'],
  };

  test.each(Object.keys(forms))('%s is told by its key and attached, its chain in order', async (form) => {
    const world = await elsewhere();
    const { services, sign, openssl, saved } = world;
    const { id, pem } = await services.requests.create(anna);
    await services.requests.create(ben);
    await sign(pem);
    const answer = (await forms[form]?.(world)) ?? { text: '' };
    const chain = chains[form] ?? [];
    const read = await services.requests.readAnswer(answer);
    expect(read.owner).toEqual({ kind: 'request', requestId: id, name: anna.name });
    expect(read.chain.map(({ commonName }) => commonName)).toEqual(chain);
    expect(read.findings).toEqual([]);
    const device = await services.requests.attach(id, answer);
    expect(device).toMatchObject({ id, name: anna.name, platform: 'ios', authorityId: null, key: 'here', revoked: null });
    expect((await waiting(services)).name).toBe(ben.name);
    expect(await services.requests.readAnswer(answer)).toMatchObject({ owner: { kind: 'device', deviceId: id, name: anna.name } });

    const exported = await services.bundles.export(id, 'compatible');
    if (exported.phase !== 'saved') throw new Error('the dialog was answered');
    const opened = openssl('pkcs12', '-in', saved, '-passin', `pass:${exported.passphrase}`, '-nodes');
    expect(opened.match(/BEGIN CERTIFICATE/g)).toHaveLength(1 + chain.length);
    await writeFile(world.at('all.pem'), opened);
    expect(openssl('x509', '-in', 'all.pem', '-noout', '-pubkey')).toBe(openssl('pkey', '-in', 'all.pem', '-pubout'));
  });

  test('is attached once, and after a crash between the two records there is one device and no request', async () => {
    const { services, sign, folder } = await elsewhere();
    const { id, pem } = await services.requests.create(anna);
    const kept = await keptFile(folder, id);
    const answer = { text: await sign(pem) };
    const made = await Promise.all([services.requests.attach(id, answer), services.requests.attach(id, answer)]);
    expect(made[0]).toEqual(made[1]);
    await writeFile(kept.file, kept.content);
    const reopened = await openServices({ folder });
    expect(await reopened.requests.list()).toEqual([]);
    await writeFile(kept.file, kept.content);
    expect(await reopened.requests.readAnswer(answer)).toMatchObject({ owner: { kind: 'device', deviceId: id } });
    expect(await reopened.requests.attach(id, answer)).toEqual(made[0]);
    expect(await reopened.devices.list()).toEqual([made[0]]);
  });

  test('for another key is refused and leaves the request waiting', async () => {
    const { services, sign, at } = await elsewhere();
    const { id } = await services.requests.create(anna);
    const others = await services.requests.create(ben);
    const refused = { code: 'certificate-key-unknown', facts: { name: anna.name } };
    const text = await sign(others.pem);
    expect((await services.requests.readAnswer({ text })).owner).toEqual({ kind: 'request', requestId: others.id, name: ben.name });
    await expect(services.requests.attach(id, { text })).rejects.toMatchObject(refused);
    const root = { text: await readFile(at('root.crt'), 'utf8') };
    expect(await services.requests.readAnswer(root)).toMatchObject({ owner: { kind: 'nobody' }, certificate: { isCa: true } });
    await expect(services.requests.attach(id, root)).rejects.toMatchObject(refused);
    expect(await services.requests.list()).toHaveLength(2);
    expect(await services.devices.list()).toEqual([]);
  });

  test.each([
    ['for servers alone', { eku: 'serverAuth' }, 0, 'device-purpose-missing'],
    ['that has ended', { days: '5' }, 6, 'certificate-expired'],
  ] as const)('%s is refused, and its key goes on waiting for a better one', async (_, asked, daysLater, code) => {
    const { services, sign } = await elsewhere(() => new Date(Date.now() + daysLater * 86_400_000));
    const { id, pem } = await services.requests.create(anna);
    const text = await sign(pem, asked);
    expect((await services.requests.readAnswer({ text })).findings).toMatchObject([{ code, severity: 'error' }]);
    await expect(services.requests.attach(id, { text })).rejects.toMatchObject({ code: 'certificate-unusable', facts: { finding: code } });
    await services.requests.attach(id, { text: await sign(pem) });
    expect(await services.devices.list()).toHaveLength(1);
  });

  test('for servers as well, though it names none, is fine for a device', async () => {
    const { services, sign } = await elsewhere();
    const { id, pem } = await services.requests.create(anna);
    const text = await sign(pem, { eku: 'clientAuth,serverAuth', days: '3000' });
    expect((await services.requests.readAnswer({ text })).findings).toEqual([]);
    expect(await services.requests.attach(id, { text })).toMatchObject({ id });
  });

  test('that is not valid yet is attached with a warning', async () => {
    const { services, sign } = await elsewhere(() => new Date(Date.now() - 3_600_000));
    const { id, pem } = await services.requests.create(anna);
    const text = await sign(pem);
    expect((await services.requests.readAnswer({ text })).findings).toMatchObject([
      { code: 'certificate-not-yet-valid', severity: 'warning' },
    ]);
    expect(await services.requests.attach(id, { text })).toMatchObject({ id });
  });

  test.each([
    ['nothing', '', 'certificate-answers-nothing'],
    ['a letter', 'Dear Anna, your certificate is on its way.', 'certificate-answers-nothing'],
    ['a certificate cut short', '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUX', 'bundle-damaged'],
    ['something else in its armour', '-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----', 'certificate-answers-nothing'],
  ])('%s is no answer', async (_, text, code) => {
    const { services } = await elsewhere();
    const { id, pem } = await services.requests.create(anna);
    for (const answer of [text, `${text}\n${pem}`]) {
      await expect(services.requests.readAnswer({ text: answer })).rejects.toMatchObject({ code });
      await expect(services.requests.attach(id, { text: answer })).rejects.toMatchObject({ code });
    }
  });

  test('together with a key that its authority made is a file to keep', async () => {
    const { services, sign, openssl, at, drop } = await elsewhere();
    openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'pair.key', '-out', 'pair.csr', '-subj', '/CN=Cloudflare');
    const certificate = await sign(await readFile(at('pair.csr'), 'utf8'));
    await writeFile(at('pair.pem'), `${certificate}\r\n${await readFile(at('pair.key'), 'utf8')}`);
    const { importId } = await drop('pair.pem');
    expect(await services.requests.readAnswer({ importId })).toMatchObject({ owner: { kind: 'nobody' } });
    const device = await services.offers.keep(importId, { name: 'Cloudflare', platform: 'ios', homeId: null });
    expect(device).toMatchObject({ key: 'here', certificate: { key: 'RSA-2048', issuer: 'CN=Issuing, O=Elsewhere' } });
    expect(await services.requests.readAnswer({ importId })).toMatchObject({ owner: { kind: 'device', deviceId: device.id } });
  });
});

/** The file of a record, to put it back as a crash would have left it. */
async function keptFile(folder: string, id: string) {
  const [name = ''] = (await readdir(path.join(folder, 'records'), { recursive: true })).filter((each) => each.includes(id));
  const file = path.join(folder, 'records', name);
  return { file, content: await readFile(file) };
}

describe("a stranger's request", () => {
  const names = [{ kind: 'dns', value: 'ha.example' } as const];

  /** A home with its device authority, and a request that OpenSSL made. */
  async function asked(...newKey: readonly string[]) {
    const world = await elsewhere();
    const { services, openssl, drop } = world;
    const { id: homeId } = await services.homes.create({ name: 'Küche', url: 'https://ha.example' });
    await services.authorities.create({ homeId, name: 'Küche & Söhne CA', key: 'p256' });
    const wishes = ['-subj', '/CN=admin/O=Evil', '-addext', 'basicConstraints=CA:TRUE', '-addext', 'subjectAltName=DNS:bank.example'];
    openssl('req', '-new', '-nodes', '-keyout', 'own.key', '-out', 'own.csr', ...wishes, ...newKey);
    const { importId } = await drop('own.csr');
    return { ...world, homeId, bytes: services.offers.bytes(importId) };
  }
  const rsa = ['-newkey', 'rsa:2048'];

  test('becomes a device of the name that was typed; of its wishes only the key is taken over', async () => {
    const { services, bytes, homeId, saved, openssl, at } = await asked(...rsa);
    const device = await services.devices.sign(bytes, { homeId, name: 'Jörg – Wear.OS', platform: 'android', validityDays: 90 });
    expect(device).toMatchObject({
      name: 'Jörg – Wear.OS',
      key: 'elsewhere',
      certificate: { commonName: 'Jörg – Wear·OS', isCa: false, eku: ['clientAuth'] },
    });
    expect(JSON.stringify(device.certificate)).not.toMatch(/admin|Evil|bank/);
    expect(await services.devices.saveCertificate(device.id)).toMatchObject({ phase: 'saved' });
    const [leaf = '', authority = ''] = (await readFile(saved, 'utf8')).split(/(?<=END CERTIFICATE-----\n)/);
    await writeFile(at('authority.pem'), authority);
    await writeFile(at('leaf.pem'), leaf);
    expect(openssl('verify', '-x509_strict', '-purpose', 'sslclient', '-CAfile', 'authority.pem', 'leaf.pem')).toBe('leaf.pem: OK\n');
    expect(openssl('x509', '-in', 'leaf.pem', '-noout', '-pubkey')).toBe(openssl('pkey', '-in', 'own.key', '-pubout'));
    expect((await services.devices.list())[0]?.lastExport).toMatchObject({ form: 'pem' });
    await expect(services.devices.identity(device.id)).rejects.toMatchObject({ code: 'device-key-elsewhere' });
    await expect(services.bundles.export(device.id, 'compatible')).rejects.toMatchObject({ code: 'device-key-elsewhere' });
  });

  test('is signed once until its certificate was saved, then anew', async () => {
    const { services, bytes, homeId } = await asked(...rsa);
    const sign = () => services.devices.sign(bytes, { homeId, name: 'Jörg', platform: 'android', validityDays: 90 });
    const [first, second] = await Promise.all([sign(), sign()]);
    expect(first).toEqual(second);
    await services.devices.saveCertificate(first.id);
    expect((await sign()).id).not.toBe(first.id);
  });

  test("becomes a server's certificate for the names that were typed", async () => {
    const { services, bytes, homeId, saved, openssl, at } = await asked(...rsa);
    const certificate = await services.certificates.signServer(bytes, { homeId, names, validityDays: 820 });
    expect(certificate).toMatchObject({ key: 'elsewhere', certificate: { san: ['DNS:ha.example'], eku: ['serverAuth'], isCa: false } });
    expect(await services.homes.get(homeId)).toMatchObject({ server: { source: 'own', certificateId: certificate.id } });
    expect(await services.certificates.saveCertificate(certificate.id)).toMatchObject({ phase: 'saved' });
    const [leaf = '', authority = ''] = (await readFile(saved, 'utf8')).split(/(?<=END CERTIFICATE-----\n)/);
    await writeFile(at('authority.pem'), authority);
    await writeFile(at('leaf.pem'), leaf);
    const judge = ['verify', '-x509_strict', '-purpose', 'sslserver', '-verify_hostname', 'ha.example', '-CAfile', 'authority.pem'];
    expect(openssl(...judge, 'leaf.pem')).toBe('leaf.pem: OK\n');
    expect(openssl('x509', '-in', 'leaf.pem', '-noout', '-pubkey')).toBe(openssl('pkey', '-in', 'own.key', '-pubout'));
  });

  test('is not signed for a server where a phone would refuse the certificate', async () => {
    const { services, bytes, homeId } = await asked(...rsa);
    const other = [{ kind: 'dns', value: 'other.example' } as const];
    await expect(services.certificates.signServer(bytes, { homeId, names: other, validityDays: 820 })).rejects.toMatchObject({
      code: 'lint-refused',
      facts: { finding: 'san-lacks-home' },
    });
    expect(await services.certificates.list()).toEqual([]);
  });

  test.each([
    ['RSA-1024', ['-newkey', 'rsa:1024']],
    ['RSA-2048, exponent 3', ['-newkey', 'rsa:2048', '-pkeyopt', 'rsa_keygen_pubexp:3']],
    ['P-521', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-521']],
    ['Ed25519', ['-newkey', 'ed25519']],
  ])('with a key of %s is refused for it', async (algorithm, newKey) => {
    const { services, bytes, homeId } = await asked(...newKey);
    const refused = { code: 'request-key-refused', facts: { algorithm } };
    const device = { homeId, name: 'Jörg', platform: 'android', validityDays: 90 } as const;
    await expect(services.devices.sign(bytes, device)).rejects.toMatchObject(refused);
    await expect(services.certificates.signServer(bytes, { homeId, names, validityDays: 90 })).rejects.toMatchObject(refused);
    expect(await services.devices.list()).toEqual([]);
  });

  test('with an RSA-PSS key is refused as soon as it is opened', async () => {
    await expect(asked('-newkey', 'rsa-pss')).rejects.toMatchObject({ facts: { algorithm: 'RSA-PSS' } });
  });

  test('is nothing that a certificate could stand in for', async () => {
    const { services, homeId, at } = await asked(...rsa);
    const bytes = await readFile(at('root.crt'));
    await expect(services.devices.sign(bytes, { homeId, name: 'Jörg', platform: 'android', validityDays: 90 })).rejects.toMatchObject({
      code: 'file-nothing-usable',
    });
  });
});
