import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { issueServerAuthority } from '../pki/issue.ts';
import { generateKey } from '../pki/key.ts';
import { mobileconfig } from './mobileconfig.ts';

const newAuthority = async () =>
  issueServerAuthority({
    name: 'Lindenweg server',
    key: await generateKey('p256'),
    bounds: [{ kind: 'dns', value: 'ha.example' }],
    now: new Date('2026-11-21T12:00:00Z'),
  });
const der = await newAuthority();

/** What a stranger reads: Python's own reader of property lists. */
const judge = [
  'import sys, json, base64, plistlib, uuid',
  'seen = plistlib.loads(sys.stdin.buffer.read(), fmt=plistlib.FMT_XML)',
  'print(json.dumps({"profile": seen, "uuid": str(uuid.uuid5(uuid.NAMESPACE_URL, sys.argv[1])).upper()}, default=lambda data: base64.b64encode(data).decode()))',
].join('\n');
const python = spawnSync('python3', ['-c', 'import plistlib']).status === 0;
if (!python) process.stderr.write('SKIPPED JUDGE: python3 is not installed, so no stranger reads our profiles here\n');
const read = (xml: string, name = '') => JSON.parse(execFileSync('python3', ['-c', judge, name], { input: xml, encoding: 'utf8' }));

test.runIf(python)('a stranger finds the certificate, its name, and that it may be removed again', () => {
  const { profile } = read(mobileconfig({ name: 'Küche <&> "server" 🏠', der }));
  expect(profile).toMatchObject({
    PayloadType: 'Configuration',
    PayloadDisplayName: 'Küche <&> "server" 🏠',
    PayloadRemovalDisallowed: false,
    PayloadContent: [{ PayloadType: 'com.apple.security.root', PayloadDisplayName: 'Küche <&> "server" 🏠', PayloadVersion: 1 }],
  });
  expect(Buffer.from(profile.PayloadContent[0].PayloadContent, 'base64').equals(der)).toBe(true);
  expect(profile.PayloadDescription).toContain('not signed');
});

test.runIf(python)('it is told apart by its certificate alone, so that installing it again replaces it', async () => {
  const fingerprint = new X509Certificate(der).fingerprint256.replaceAll(':', '').toLowerCase();
  const { profile, uuid } = read(mobileconfig({ name: 'one', der }), `urn:sha256:${fingerprint}`);
  const again = read(mobileconfig({ name: 'another name', der })).profile;
  expect(profile.PayloadUUID).toBe(uuid);
  expect([again.PayloadIdentifier, again.PayloadUUID]).toEqual([profile.PayloadIdentifier, profile.PayloadUUID]);
  expect(profile.PayloadContent[0].PayloadUUID).not.toBe(profile.PayloadUUID);
  const other = await newAuthority();
  expect(read(mobileconfig({ name: 'one', der: other })).profile.PayloadIdentifier).not.toBe(profile.PayloadIdentifier);
});

const isXmlSign = (sign: string) => /[\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(sign);

test('no name gets out of its element', () => {
  const nasty = fc.constantFrom(
    '<',
    '>',
    '&',
    ']]>',
    '</string><key>PayloadType</key>',
    '&amp;',
    '<!--',
    '\0',
    '\u0085',
    '\uffff',
    '\ud800',
    '"',
    "'",
  );
  const name = fc.array(fc.oneof(nasty, fc.string({ unit: 'binary' })), { maxLength: 6 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(name, (hostile) => {
      const [, , held = ''] =
        /<key>PayloadDisplayName<\/key>\n(<string>([^<>]*)<\/string>)\n/.exec(mobileconfig({ name: hostile, der })) ?? [];
      const told = held.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
      expect(told).toBe([...hostile].filter(isXmlSign).join(''));
    }),
  );
});

test.runIf(spawnSync('xmllint', ['--version']).status === 0)('xmllint finds it well-formed', () => {
  const xml = mobileconfig({ name: ']]> </string> & \u0000 \uffff', der });
  expect(spawnSync('xmllint', ['--noout', '--nonet', '-'], { input: xml, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});
