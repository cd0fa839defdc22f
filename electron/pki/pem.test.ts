import fc from 'fast-check';
import { expect, test } from 'vitest';
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

test('text without a block has none', () => {
  expect(fromPem('-----BEGIN CERTIFICATE-----\nYQ==\n')).toEqual([]);
});
