import { expect, test } from 'vitest';
import { isPrivate } from './attempts.ts';

test.each([
  '10.1.2.3',
  '172.31.255.255',
  '192.168.1.20',
  '100.64.0.1',
  '127.0.0.1',
  '169.254.1.1',
  '::1',
  'fd00::5',
  'fe80::1%eth0',
  '::ffff:192.168.1.20',
])('%s leads no further than the own network', (address) => expect(isPrivate(address)).toBe(true));

test.each(['11.0.0.1', '172.32.0.1', '192.169.0.1', '100.128.0.1', '203.0.113.20', '2001:db8::1', '::ffff:203.0.113.20'])(
  '%s leads out',
  (address) => expect(isPrivate(address)).toBe(false),
);
