import { describe, expect, test } from 'vitest';
import { cloudflareUrlField } from './cloudflare-fields.ts';

describe('the address of a home behind Cloudflare', () => {
  test.each(['https://ha.example.org', ' https://HA.Example.org:443/ ', 'https://example.org', 'https://ha.münchen.example'])(
    'may be %s',
    (url) => expect(cloudflareUrlField.safeParse(url).success).toBe(true),
  );

  test.each([
    ['https://192.168.1.5', 'url-not-for-cloudflare'],
    ['https://[fe80::1]', 'url-not-for-cloudflare'],
    ['https://ha.example.org:8443', 'url-not-for-cloudflare'],
    ['https://homeassistant', 'url-not-for-cloudflare'],
    ['http://ha.example.org', 'url-needs-https'],
    ['', 'url-empty'],
  ])('of %j is refused: %s', (url, code) => expect(cloudflareUrlField.safeParse(url).error?.issues[0]?.message).toBe(code));
});
