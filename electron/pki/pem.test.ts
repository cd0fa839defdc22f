import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../contract/failure.ts';
import { fromPem, toPem } from './pem.ts';

test('any bytes come back, in lines of 64 columns', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
      const text = toPem('CERTIFICATE', bytes);
      expect(fromPem(text)).toEqual([{ label: 'CERTIFICATE', der: Buffer.from(bytes) }]);
      expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(64);
      expect(text.endsWith('-----\n')).toBe(true);
    }),
  );
});

test('blocks are found among the text, marks and line ends of others', () => {
  const text = `\ufeffBag Attributes\n    friendlyName: x\n${toPem('PRIVATE KEY', Buffer.from('a'))}subject=CN = x\n${toPem('CERTIFICATE', Buffer.from('b'))}`;
  expect(fromPem(text.replaceAll('\n', '\r\n')).map(({ label, der }) => [label, der.toString()])).toEqual([
    ['PRIVATE KEY', 'a'],
    ['CERTIFICATE', 'b'],
  ]);
});

test.each(['', 'a', '????', 'YQ=a'])('a block of %j is damaged', (body) => {
  expect(() => fromPem(`-----BEGIN X-----\n${body}\n-----END X-----`)).toThrow(expect.objectContaining({ code: 'bundle-damaged' }));
});

test('a block that breaks off is damaged', () => {
  const text = toPem('CERTIFICATE', Buffer.from('a'));
  const start = '-----BEGIN CERTIFICATE-----'.length;
  for (let length = start; length < text.length - 1; length += 1) {
    expect(() => fromPem(text.slice(0, length))).toThrow(new Failure('bundle-damaged', { part: 'CERTIFICATE' }));
  }
});

test.each(['', 'hello', '-----BEGIN CERTIFICATE', toPem('OPENSSH PRIVATE KEY', Buffer.from('a')), toPem('PGP MESSAGE', Buffer.from('a'))])(
  'text without a block has none: %j',
  (text) => {
    expect(fromPem(text)).toEqual([]);
  },
);

test('the header that names an encryption is told from the content', () => {
  const text =
    '-----BEGIN RSA PRIVATE KEY-----\r\nProc-Type: 4,ENCRYPTED\r\nDEK-Info: AES-256-CBC,0A1B\r\n\r\nYQ==\r\n-----END RSA PRIVATE KEY-----';
  expect(fromPem(text)).toEqual([{ label: 'RSA PRIVATE KEY', der: Buffer.from('a'), dekInfo: 'AES-256-CBC,0A1B' }]);
});

test('a bomb of beginnings and headers is refused', () => {
  for (const bomb of ['-----BEGIN A-----', '-----BEGIN ', `-----BEGIN A-----\n${'X: '.repeat(99)}\n`, '-----BEGIN A-----\nX:   \n']) {
    expect(() => fromPem(`${bomb.repeat(4_000_000 / bomb.length)}-----BEGIN A-----`)).toThrow('bundle-damaged');
  }
});
