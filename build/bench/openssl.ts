/** What people do without us: the OpenSSL commands of Home Assistant's own instructions for iOS (home-assistant/iOS, mTLS.md), with P-256. */
import { execFileSync } from 'node:child_process';
import type { BundleProfile } from '../../electron/contract/entities.ts';

export const passphrase = 'k7wq-pw3n-x9aa-mm2c-zz85';

const key = (name: string): string => `openssl ecparam -name prime256v1 -genkey -noout -out ${name}.key`;

const authority: readonly string[] = [key('ca'), 'openssl req -new -x509 -days 3650 -key ca.key -out ca.crt -subj "/CN=My Home CA"'];

const leaf = (name: string, subject: string): readonly string[] => [
  key(name),
  `openssl req -new -key ${name}.key -out ${name}.csr -subj "/CN=${subject}"`,
  `openssl x509 -req -days 365 -in ${name}.csr -CA ca.crt -CAkey ca.key -CAcreateserial -out ${name}.crt`,
];

const protection = {
  compatible: '-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1',
  modern: '-keypbe AES-256-CBC -certpbe AES-256-CBC -macalg sha256',
} as const satisfies Record<BundleProfile, string>;

/** What a bundle of theirs is made with. */
export interface Strength {
  readonly profile: BundleProfile;
  readonly iterations: number;
}

const bundle = ({ profile, iterations }: Strength): string =>
  `openssl pkcs12 -export -out client.p12 -inkey client.key -in client.crt -certfile ca.crt ${protection[profile]} -iter ${iterations} -password pass:${passphrase}`;

/** Authority, server and device certificate, and the device's bundle. */
export const wholeJob = (strength: Strength): readonly string[] => [
  ...authority,
  ...leaf('server', 'homeassistant.local'),
  ...leaf('client', 'ios-app'),
  bundle(strength),
];

/** The device's part again and again, below the authority that `wholeJob` left. */
export const devices = (count: number, strength: Strength): readonly string[] => [
  `for number in $(seq ${count}); do`,
  ...leaf('client', 'ios-app-$number'),
  bundle(strength),
  'done',
];

export const openBundle: readonly string[] = [`openssl pkcs12 -in client.p12 -noenc -passin pass:${passphrase} -out client.pem`];

/** Runs commands one after the other, up to the first that fails. */
export function inShell(folder: string, commands: readonly string[]): void {
  execFileSync('sh', ['-ec', commands.join('\n')], { cwd: folder, stdio: 'ignore' });
}
