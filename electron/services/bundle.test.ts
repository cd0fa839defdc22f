import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ExportForm } from '../contract/entities.ts';
import type { SaveQuestion } from './foundation.ts';
import { openServices, trialFolder } from './test-foundation.ts';

const name = 'Jörg – iPhone 📱';

/** Runs openssl. @returns what it prints, wherever it prints it */
const openssl = (...args: readonly string[]): string => execFileSync('sh', ['-c', 'openssl "$@" 2>&1', '-', ...args], { encoding: 'utf8' });

/** A device of a home of ours, saved in one form. */
async function exported(form: ExportForm) {
  const folder = await trialFolder();
  const asked: SaveQuestion[] = [];
  const askSaveFile = async (question: SaveQuestion) => {
    asked.push(question);
    return path.join(folder, question.suggestedName);
  };
  const services = await openServices({ folder, desktop: { askSaveFile } });
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
