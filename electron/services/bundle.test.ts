import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { ExportForm } from '../contract/entities.ts';
import type { Desktop, SaveQuestion } from './foundation.ts';
import { openServices, trialFolder } from './test-foundation.ts';

const name = 'Jörg – iPhone 📱';

/** Runs openssl. @returns what it prints, wherever it prints it */
const openssl = (...args: readonly string[]): string => execFileSync('sh', ['-c', 'openssl "$@" 2>&1', '-', ...args], { encoding: 'utf8' });

/** A device of a home of ours, saved in one form. */
async function exported(form: ExportForm, desktop: Partial<Desktop> = {}) {
  const folder = await trialFolder();
  const asked: SaveQuestion[] = [];
  const askSaveFile = async (question: SaveQuestion) => {
    asked.push(question);
    return path.join(folder, question.suggestedName);
  };
  const services = await openServices({ folder, desktop: { askSaveFile, ...desktop } });
  const { id: homeId } = await services.homes.create({ name: 'Küche', url: 'https://ha.example', road: 'proxy' });
  await services.authorities.create({ homeId, name: 'Küche & Söhne CA', key: 'p256' });
  const device = await services.devices.issue({ homeId, name, platform: 'ios' });
  const saved = await services.bundles.export(device.id, form);
  if (saved.phase !== 'saved') throw new Error('the dialog was answered');
  return { services, folder, device, saved, asked, file: path.join(folder, saved.fileName), pass: `pass:${saved.passphrase}` };
}

describe('an export opens in OpenSSL', () => {
  test('in the Compatible form', async () => {
    const { file, pass, saved } = await exported('compatible');
    expect(openssl('pkcs12', '-info', '-noout', '-in', file, '-passin', pass)).toMatch(/MAC: sha1.*3-KeyTripleDES.*3-KeyTripleDES/s);
    expect(saved).toMatchObject({ form: 'compatible', bundle: { profile: 'compatible' }, device: { lastExport: { form: 'compatible' } } });
  });

  test('in the Modern form', async () => {
    const { file, pass, saved } = await exported('modern');
    expect(openssl('pkcs12', '-info', '-noout', '-in', file, '-passin', pass)).toMatch(/MAC: sha256.*AES-256-CBC.*AES-256-CBC/s);
    expect(saved).toMatchObject({ form: 'modern', bundle: { profile: 'modern' }, device: { lastExport: { form: 'modern' } } });
  });

  test('as text: an encrypted key, then the certificates', async () => {
    const { file, pass, saved, device, asked } = await exported('pem');
    expect(asked).toEqual([{ title: 'savePem', kind: 'pem', suggestedName: 'Jörg – iPhone 📱.pem' }]);
    expect(readFileSync(file, 'utf8')).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----(.*BEGIN CERTIFICATE){2}/s);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(openssl('pkey', '-in', file, '-passin', pass, '-pubout')).toBe(openssl('x509', '-in', file, '-noout', '-pubkey'));
    const print = openssl('x509', '-in', file, '-noout', '-fingerprint', '-sha256')
      .replace(/.*=|:|\n/g, '')
      .toLowerCase();
    expect(print).toBe(device.certificate.fingerprint);
    expect(() => openssl('pkey', '-in', file, '-passin', 'pass:wrong')).toThrow();
    expect(saved).toMatchObject({
      form: 'pem',
      bundle: { keyCount: 1, encryption: expect.stringMatching(/^PBES2 AES-256-CBC/), mac: 'none', profile: null },
      device: { lastExport: { form: 'pem' } },
    });
  });
});

test('text that reads back otherwise is not called exported, and what stood there stays', async () => {
  const folder = await trialFolder();
  const file = path.join(folder, 'own.pem');
  writeFileSync(file, 'the old one');
  const stranger = execFileSync('openssl', ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-outform', 'DER']);
  const encryptKey = async () =>
    execFileSync('openssl', ['pkcs8', '-topk8', '-inform', 'DER', '-outform', 'DER', '-passout', 'pass:x'], { input: stranger });
  const services = await openServices({ folder, desktop: { askSaveFile: async () => file }, work: { encryptKey } });
  const { id: homeId } = await services.homes.create({ name: 'Küche', url: 'https://ha.example', road: 'proxy' });
  await services.authorities.create({ homeId, name: 'CA', key: 'p256' });
  const { id } = await services.devices.issue({ homeId, name, platform: 'ios' });
  await expect(services.bundles.export(id, 'pem')).rejects.toMatchObject({ code: expect.stringMatching(/^bundle-/) });
  expect(readFileSync(file, 'utf8')).toBe('the old one');
  expect((await services.devices.list())[0]?.lastExport).toBeNull();
});

describe('an export of many', () => {
  const job = (signal: AbortSignal) => ({ jobId: 'the job', signal });

  async function household() {
    const folder = await trialFolder();
    const progress: unknown[] = [];
    const emit = (event: string, payload: unknown) => void (event === 'bundle:progress' && progress.push(payload));
    const services = await openServices({ folder, desktop: { askFolder: async () => folder }, emit });
    const { id: homeId } = await services.homes.create({ name: 'Küche', url: 'https://ha.example', road: 'proxy' });
    await services.authorities.create({ homeId, name: 'CA', key: 'p256' });
    const add = async (person: string) => (await services.devices.issue({ homeId, name: person, platform: 'ios' })).id;
    return { ...services, folder, progress, ids: [await add('Anna'), await add('Bert')] };
  }

  test('writes a verified file for each into one folder, under a passphrase of its own and never over a file', async () => {
    const { bundles, devices, folder, progress, ids } = await household();
    writeFileSync(path.join(folder, 'Bert.p12'), 'the old one');
    const saved = await bundles.exportMany(ids, 'compatible', job(new AbortController().signal));
    if (saved.phase !== 'saved') throw new Error('the dialog was answered');
    const files = saved.items.flatMap(({ outcome }) => (outcome.ok ? [outcome.value] : []));
    expect(files.map(({ fileName }) => fileName)).toEqual(['Anna.p12', 'Bert-2.p12']);
    expect(readFileSync(path.join(folder, 'Bert.p12'), 'utf8')).toBe('the old one');
    expect(new Set(files.map(({ passphrase }) => passphrase)).size).toBe(2);
    for (const { fileName, passphrase } of files) {
      const file = path.join(folder, fileName);
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      expect(openssl('pkcs12', '-info', '-noout', '-in', file, '-passin', `pass:${passphrase}`)).toMatch(/MAC: sha1/);
    }
    expect(progress).toEqual([
      { jobId: 'the job', done: 1, total: 2 },
      { jobId: 'the job', done: 2, total: 2 },
    ]);
    expect((await devices.list()).map(({ lastExport }) => lastExport?.form)).toEqual(['compatible', 'compatible']);
  });

  test('goes on after a device that cannot be exported', async () => {
    const { bundles, devices, ids } = await household();
    await devices.revoke(ids[0] ?? '', 'keyCompromise');
    const saved = await bundles.exportMany(ids, 'modern', job(new AbortController().signal));
    expect(saved).toMatchObject({
      phase: 'saved',
      items: [
        { name: 'Anna', outcome: { failure: { code: 'device-revoked' } } },
        { name: 'Bert', outcome: { ok: true } },
      ],
    });
  });

  test('stops between two files, keeps what is written and says which are missing', async () => {
    const { bundles, folder, ids } = await household();
    const stopping = new AbortController();
    const exporting = bundles.exportMany([...ids, ...ids], 'modern', job(stopping.signal));
    await vi.waitFor(() => expect(existsSync(path.join(folder, 'Anna.p12'))).toBe(true));
    stopping.abort();
    const saved = await exporting;
    if (saved.phase !== 'saved') throw new Error('the dialog was answered');
    const outcomes = saved.items.map(({ outcome }) => (outcome.ok ? 'written' : outcome.failure.code));
    expect(outcomes).toHaveLength(4);
    expect(outcomes[0]).toBe('written');
    expect(outcomes.at(-1)).toBe('job-cancelled');
    const written = outcomes.filter((outcome) => outcome === 'written').length;
    expect(readdirSync(folder).filter((name) => name.endsWith('.p12'))).toHaveLength(written);
  });
});

describe('what other programs are handed', () => {
  test('is a copy that only its owner can read, gone with the next export', async () => {
    const handed: string[] = [];
    const take = (file: string) => void handed.push(file);
    const { services, folder, saved, device, file } = await exported('compatible', { drag: take, share: take });
    await services.bundles.drag(saved.exportId);
    await services.bundles.share(saved.exportId);
    const copy = path.join(folder, 'outbox', saved.fileName);
    expect(handed).toEqual([copy, copy]);
    expect(readFileSync(copy)).toEqual(readFileSync(file));
    expect((await stat(copy)).mode & 0o777).toBe(0o600);
    await services.bundles.export(device.id, 'modern');
    expect(existsSync(path.join(folder, 'outbox'))).toBe(false);
  });

  test('is refused where the file has gone since', async () => {
    const { services, saved, file } = await exported('compatible');
    rmSync(file);
    await expect(services.bundles.drag(saved.exportId)).rejects.toMatchObject({ code: 'file-missing' });
    await expect(services.bundles.share('00000000-0000-0000-0000-000000000000')).rejects.toMatchObject({ code: 'record-missing' });
  });
});
