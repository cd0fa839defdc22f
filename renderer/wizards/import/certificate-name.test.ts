import { expect, test } from 'vitest';
import { certificateName, commonNameIn } from './certificate-name.ts';

test.each([
  ['CN=Küche & Söhne CA', 'Küche & Söhne CA'],
  ['O=Home, CN=Somebody else CA', 'Somebody else CA'],
  ['CN=Müller\\, Anna+serialNumber=7, C=DE', 'Müller, Anna'],
  ['O=Home\\, CN=not this, CN=this', 'this'],
  ['CN=right \\e2\\80\\ae left', 'right \\e2\\80\\ae left'],
  ['O=Home, C=DE', 'O=Home, C=DE'],
  ['', ''],
])('the common name in “%s” is “%s”', (name, common) => expect(commonNameIn(name)).toBe(common));

test('what has no name is called as its file', () => {
  expect(certificateName({ commonName: '', subject: 'O=Home' }, 'a.crt')).toBe('O=Home');
  expect(certificateName({ commonName: '', subject: '' }, 'a.crt')).toBe('a.crt');
  expect(certificateName(undefined, 'a.crt')).toBe('a.crt');
});
