import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ImportOffer } from '../contract/inspection.ts';
import { openServices, trialFolder } from './test-foundation.ts';

/** A bundle that OpenSSL made, under the passphrase `hunter2`. */
function theirBundle(folder: string): string {
  const openssl = (line: string) => execFileSync('openssl', line.split(' '), { cwd: folder, stdio: 'pipe' });
  openssl('req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -subj /CN=Theirs -days 30');
  openssl('pkcs12 -export -inkey k.pem -in c.pem -out theirs.p12 -passout pass:hunter2');
  return path.join(folder, 'theirs.p12');
}

test('a bundle from elsewhere is opened, kept and exported again for phones', async () => {
  const folder = await trialFolder();
  const p12 = theirBundle(folder);
  const out = path.join(folder, 'ours.p12');
  const services = await openServices({ folder, desktop: { askSaveFile: async () => out } });
  const { importId, state } = await services.offers.offer(p12);
  expect(state).toEqual({ phase: 'needs-passphrase' });
  await expect(services.offers.open(importId, 'hunter3')).rejects.toMatchObject({ code: 'bundle-passphrase-wrong' });
  expect(await services.offers.open(importId, 'hunter2')).toMatchObject({
    state: { phase: 'open', inspection: { facts: { kind: 'bundle', certificates: [{ commonName: 'Theirs' }] } } },
  });
  expect(services.offers.identity(importId)).toMatchObject({ name: 'Theirs', chain: [expect.any(Uint8Array)] });
  const device = await services.offers.keep(importId, { name: 'Theirs', platform: 'android', homeId: null });
  expect(device).toMatchObject({ authorityId: null, certificate: { key: 'RSA-2048' } });
  expect(await services.offers.export(importId, 'compatible')).toMatchObject({ phase: 'saved', bundle: { profile: 'compatible' } });
  services.offers.discard(importId);
  expect(services.offers.list()).toEqual([]);
});

test('an offer is kept once, however often that is asked for', async () => {
  const folder = await trialFolder();
  const { offers, devices } = await openServices({ folder });
  const { importId } = await offers.offer(theirBundle(folder));
  await offers.open(importId, 'hunter2');
  const keep = () => offers.keep(importId, { name: 'Theirs', platform: 'android', homeId: null });
  const kept = await Promise.all([keep(), keep()]);
  expect(await devices.list()).toEqual([kept[0]]);
  expect(await keep()).toEqual(kept[0]);
});

test('a certificate that is kept with its key already is not kept twice, whatever file it came in', async () => {
  const folder = await trialFolder();
  const { offers, devices } = await openServices({ folder });
  const file = theirBundle(folder);
  const keep = async (name: string) => {
    const { importId } = await offers.offer(file);
    await offers.open(importId, 'hunter2');
    return { device: await offers.keep(importId, { name, platform: 'ios', homeId: null }), importId };
  };
  const first = await keep('Anna');
  const second = await keep('Somebody');
  expect(second.device).toEqual(first.device);
  expect(offers.list().map(({ state }) => state)).toMatchObject([
    { phase: 'kept', deviceId: first.device.id },
    { phase: 'kept', deviceId: first.device.id },
  ]);
  await devices.remove(first.device.id);
  expect((await keep('Somebody')).device.id).not.toBe(first.device.id);
});

test('many files are exported again into one folder, each under a passphrase of its own; one without a key stops none', async () => {
  const folder = await trialFolder();
  const { offers } = await openServices({ folder, desktop: { askFolder: async () => folder } });
  const { importId } = await offers.offer(theirBundle(folder));
  await offers.open(importId, 'hunter2');
  const certificate = await offers.offer(path.join(folder, 'c.pem'));
  const job = { jobId: 'job', signal: new AbortController().signal };
  const saved = await offers.exportMany([importId, certificate.importId, importId], 'modern', job);
  if (saved.phase !== 'saved') throw new Error('the dialog was answered');
  const outcomes = saved.items.map(({ outcome }) => (outcome.ok ? outcome.value.fileName : outcome.failure.code));
  expect(outcomes).toEqual(['Theirs.p12', 'bundle-no-key', 'Theirs-2.p12']);
  const passphrases = saved.items.flatMap(({ outcome }) => (outcome.ok ? [outcome.value.passphrase] : []));
  expect(new Set(passphrases).size).toBe(2);
  for (const [at, file] of ['Theirs.p12', 'Theirs-2.p12'].entries())
    execFileSync('openssl', ['pkcs12', '-noout', '-in', path.join(folder, file), '-passin', `pass:${passphrases[at]}`], { stdio: 'pipe' });
});

test('an offer that is turned away while it is being opened stays away', async () => {
  const folder = await trialFolder();
  const { offers } = await openServices({ folder });
  const { importId } = await offers.offer(theirBundle(folder));
  const opening = offers.open(importId, 'hunter2');
  offers.discard(importId);
  await expect(opening).rejects.toMatchObject({ code: 'record-missing' });
  expect(offers.list()).toEqual([]);
});

test('files with nothing to use are refused for what they are', async () => {
  const folder = await trialFolder();
  const services = await openServices({ folder });
  const offer = (file: string) => services.offers.offer(path.join(folder, file));
  await writeFile(path.join(folder, 'notes.p12'), 'milk, bread');
  await writeFile(path.join(folder, 'big.p12'), Buffer.alloc(6 * 1024 * 1024));
  await expect(offer('notes.p12')).rejects.toMatchObject({ code: 'file-nothing-usable' });
  await expect(offer('big.p12')).rejects.toMatchObject({ code: 'file-too-large' });
  await expect(offer('gone.p12')).rejects.toMatchObject({ code: 'file-missing', facts: { file: 'gone.p12' } });
  await expect(offer('.')).rejects.toMatchObject({ code: 'file-is-folder', facts: { file: path.basename(folder) } });
  await writeFile(path.join(folder, 'empty.p12'), '');
  await expect(offer('empty.p12')).rejects.toMatchObject({ code: 'file-nothing-usable' });
});

test.skipIf(process.platform === 'win32')('a pipe is not waited for', async () => {
  const folder = await trialFolder();
  execFileSync('mkfifo', [path.join(folder, 'pipe.p12')]);
  const { offers } = await openServices({ folder });
  await expect(offers.offer(path.join(folder, 'pipe.p12'))).rejects.toMatchObject({ code: 'file-read-denied' });
});

/** Runs openssl in a folder; arguments have no spaces. */
const opensslIn = (folder: string) => (line: string) => void execFileSync('openssl', line.split(' '), { cwd: folder, stdio: 'pipe' });

/** What is open in an offer. */
function opened({ state }: ImportOffer): Exclude<ImportOffer['state'], { readonly phase: 'needs-passphrase' }> {
  if (state.phase === 'needs-passphrase') throw new Error('it asks for a passphrase');
  return state;
}

describe('a file with several keys', () => {
  const passphrase = 'hunter2';
  const nameOf = (offer: ImportOffer) => {
    const { leaf, inspection } = opened(offer);
    return inspection.facts.certificates.find(({ fingerprint }) => fingerprint === leaf)?.commonName;
  };

  /** Two identities of OpenSSL's in one text, encrypted. */
  async function twoKeys() {
    const folder = await trialFolder();
    const openssl = opensslIn(folder);
    for (const person of ['Anna', 'Bert']) {
      openssl(
        `req -x509 -newkey rsa:2048 -keyout ${person}.key -out ${person}.crt -subj /CN=${person} -days 30 -passout pass:${passphrase}`,
      );
    }
    const texts = await Promise.all(
      ['Anna.key', 'Anna.crt', 'Bert.key', 'Bert.crt'].map((file) => readFile(path.join(folder, file), 'utf8')),
    );
    await writeFile(path.join(folder, 'both.pem'), texts.join(''));
    const out = path.join(folder, 'ours.p12');
    const services = await openServices({ folder, desktop: { askSaveFile: async () => out } });
    const { importId } = await services.offers.offer(path.join(folder, 'both.pem'));
    return { ...services, out, first: await services.offers.open(importId, passphrase) };
  }

  test('is opened for the first, and for another that is picked: kept, tested and exported is that one', async () => {
    const { offers, out, first } = await twoKeys();
    const { leaves } = opened(first);
    expect(leaves).toHaveLength(2);
    expect(nameOf(first)).toBe('Anna');
    const { importId } = first;
    const keep = (name: string) => offers.keep(importId, { name, platform: 'ios', homeId: null });
    const anna = await keep('Anna');
    const picked = await offers.pick(importId, leaves[1] ?? '');
    expect(picked.state.phase).toBe('open');
    expect(nameOf(picked)).toBe('Bert');
    expect(offers.identity(importId).name).toBe('Bert');
    expect((await keep('Bert')).certificate.commonName).toBe('Bert');
    const saved = await offers.export(importId, 'compatible');
    if (saved.phase !== 'saved') throw new Error('the dialog was answered');
    const text = execFileSync('openssl', ['pkcs12', '-in', out, '-passin', `pass:${saved.passphrase}`, '-nodes'], { encoding: 'utf8' });
    expect(/subject=CN = (\w+)/.exec(text)?.[1]).toBe('Bert');
    expect((await offers.pick(importId, leaves[0] ?? '')).state).toMatchObject({ phase: 'kept', deviceId: anna.id });
  });

  test('has no other key to pick', async () => {
    const { offers, first } = await twoKeys();
    await expect(offers.pick(first.importId, '0'.repeat(64))).rejects.toMatchObject({ code: 'record-missing' });
    expect(offers.list()).toEqual([first]);
  });
});

describe('a certificate and its key in two files', () => {
  async function halves() {
    const folder = await trialFolder();
    const openssl = opensslIn(folder);
    const curve = '-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -x509 -days 30';
    openssl(`req ${curve} -keyout a.key -out a.crt -subj /CN=Anna`);
    openssl(`req ${curve} -keyout b.key -out b.crt -subj /CN=Bert`);
    const services = await openServices({ folder });
    const open = (file: string) => services.offers.offer(path.join(folder, file));
    return { ...services, open };
  }

  test('are told to belong together, and joined take the place of both', async () => {
    const { offers, open } = await halves();
    const [certificate, key] = [await open('a.crt'), await open('a.key')];
    const [{ keyFingerprint: ofCertificate } = {}] = opened(certificate).inspection.facts.certificates;
    const [{ keyFingerprint: ofKey } = {}] = opened(key).inspection.facts.keys;
    expect(ofKey).toMatch(/^[0-9a-f]{64}$/);
    expect(ofCertificate).toBe(ofKey);
    const joined = await offers.join(certificate.importId, key.importId);
    expect(joined).toMatchObject({
      fileName: 'a.crt + a.key',
      state: { phase: 'open', inspection: { facts: { kind: 'bundle', isPkcs12: false } } },
    });
    expect(opened(joined).leaf).toBe(opened(certificate).inspection.facts.certificates[0]?.fingerprint);
    expect(offers.list()).toEqual([joined]);
    expect(offers.identity(joined.importId).name).toBe('Anna');
    expect((await offers.keep(joined.importId, { name: 'Anna', platform: 'ios', homeId: null })).certificate.commonName).toBe('Anna');
  });

  test('of different people stay apart', async () => {
    const { offers, open } = await halves();
    const [certificate, key] = [await open('a.crt'), await open('b.key')];
    await expect(offers.join(certificate.importId, key.importId)).rejects.toMatchObject({ code: 'key-without-certificate' });
    expect(offers.list()).toEqual([certificate, key]);
  });
});

describe('a file of any kind is told by its content, whatever it is called', () => {
  const newKey = 'req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout k.pem';
  const selfSigned = `${newKey} -x509 -out c.pem -subj /CN=Theirs -days 30 -addext extendedKeyUsage=clientAuth`;
  const authority = `${newKey} -x509 -out c.pem -subj /CN=CA -days 30`;
  const made: Readonly<Record<string, { readonly by: readonly string[]; readonly file: string; readonly holds: object }>> = {
    'a certificate': {
      by: [selfSigned],
      file: 'c.pem',
      holds: { kind: 'certificate', certificates: [{ commonName: 'Theirs' }], keys: [] },
    },
    'a certificate in DER': {
      by: [selfSigned, 'x509 -in c.pem -outform DER -out c.p12'],
      file: 'c.p12',
      holds: { kind: 'certificate', certificates: [{ eku: ['clientAuth'] }] },
    },
    'a request': {
      by: [`${newKey} -out r.csr -subj /CN=Wish -addext subjectAltName=DNS:ha.example`],
      file: 'r.csr',
      holds: { kind: 'request', requests: [{ commonName: 'Wish', san: ['DNS:ha.example'] }] },
    },
    'a lone key': { by: [selfSigned], file: 'k.pem', holds: { kind: 'key', keys: [{ label: 'P-256', certificate: null }] } },
    'a PKCS#7 file': {
      by: [selfSigned, 'crl2pkcs7 -nocrl -certfile c.pem -out c.p7b'],
      file: 'c.p7b',
      holds: { kind: 'certificate', certificates: [{ commonName: 'Theirs' }] },
    },
    'a revocation list': {
      by: [authority, 'ca -config ca.cnf -gencrl -keyfile k.pem -cert c.pem -out ca.crl'],
      file: 'ca.crl',
      holds: { kind: 'crl', crls: [{ issuer: 'CN=CA', revoked: [] }] },
    },
    'a bundle without a key': {
      by: [selfSigned, 'pkcs12 -export -nokeys -in c.pem -out c.pfx -passout pass:'],
      file: 'c.pfx',
      holds: { kind: 'bundle', keys: [], certificates: [{ commonName: 'Theirs' }] },
    },
  };

  test.each(Object.entries(made))('%s, with nothing to keep', async (_, { by, file, holds }) => {
    const folder = await trialFolder();
    await writeFile(path.join(folder, 'index.txt'), '');
    await writeFile(
      path.join(folder, 'ca.cnf'),
      '[ca]\ndefault_ca=own\n[own]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=30\n',
    );
    by.forEach(opensslIn(folder));
    const { offers, devices } = await openServices({ folder });
    const offer = await offers.offer(path.join(folder, file));
    expect(opened(offer)).toMatchObject({ phase: 'open', leaf: null, inspection: { facts: holds } });
    await expect(offers.keep(offer.importId, { name: 'Theirs', platform: 'ios', homeId: null })).rejects.toMatchObject({
      code: 'bundle-no-key',
    });
    await expect(offers.export(offer.importId, 'compatible')).rejects.toMatchObject({ code: 'bundle-no-key' });
    expect(await devices.list()).toEqual([]);
  });

  test('key and certificate in one text, to be kept and made a bundle for phones', async () => {
    const folder = await trialFolder();
    opensslIn(folder)(selfSigned);
    const both = path.join(folder, 'both.pem');
    await writeFile(both, `${await readFile(path.join(folder, 'c.pem'), 'utf8')}${await readFile(path.join(folder, 'k.pem'), 'utf8')}`);
    const out = path.join(folder, 'ours.p12');
    const { offers } = await openServices({ folder, desktop: { askSaveFile: async () => out } });
    const offer = await offers.offer(both);
    const { inspection, leaf } = opened(offer);
    expect(leaf).toBe(inspection.facts.certificates[0]?.fingerprint);
    expect(inspection.findings.map(({ code }) => code)).toEqual(['bundle-form-refused', 'key-unprotected', 'key-of-authority']);
    const saved = await offers.export(offer.importId, 'compatible');
    if (saved.phase !== 'saved') throw new Error('the dialog was answered');
    expect(await readFile(both, 'utf8')).toContain('PRIVATE KEY');
    const again = await offers.offer(out);
    expect(opened(await offers.open(again.importId, saved.passphrase)).inspection.findings).toMatchObject([{ code: 'key-of-authority' }]);
  });

  test('an encrypted key, once its passphrase is known', async () => {
    const folder = await trialFolder();
    [selfSigned, 'pkcs8 -topk8 -in k.pem -out locked.key -passout pass:hunter2'].forEach(opensslIn(folder));
    const { offers } = await openServices({ folder });
    const { importId, state } = await offers.offer(path.join(folder, 'locked.key'));
    expect(state).toEqual({ phase: 'needs-passphrase' });
    await expect(offers.open(importId, '')).rejects.toMatchObject({ code: 'bundle-passphrase-wrong' });
    await expect(offers.open(importId, 'hunter3')).rejects.toMatchObject({ code: 'bundle-passphrase-wrong' });
    expect(opened(await offers.open(importId, 'hunter2'))).toMatchObject({ leaf: null, inspection: { facts: { kind: 'key' } } });
  });

  test('a key that phones refuse, with nothing to save for them', async () => {
    const folder = await trialFolder();
    [
      'req -x509 -newkey ed25519 -nodes -keyout k.pem -out c.pem -subj /CN=Ed -days 30',
      'pkcs12 -export -inkey k.pem -in c.pem -out ed.p12 -passout pass:',
    ].forEach(opensslIn(folder));
    const { offers } = await openServices({ folder });
    const { leaf, inspection } = opened(await offers.offer(path.join(folder, 'ed.p12')));
    expect(leaf).toBeNull();
    expect(inspection.findings).toContainEqual({ code: 'key-refused', severity: 'error', facts: { key: 'Ed25519' } });
  });

  test('a private key never enters what the window is told', async () => {
    const folder = await trialFolder();
    const { offers } = await openServices({ folder });
    const { importId } = await offers.offer(theirBundle(folder));
    const told = JSON.stringify([await offers.open(importId, 'hunter2'), offers.list()]);
    const { key } = offers.identity(importId);
    for (const form of ['hex', 'base64', 'base64url'] as const) expect(told).not.toContain(Buffer.from(key).toString(form));
    expect(told).not.toMatch(/"(key|identity|bytes)":[[{]/);
  });
});
