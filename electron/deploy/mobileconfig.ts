import { createHash } from 'node:crypto';

/** Whom a device is to trust. */
export interface ProfilePlan {
  /** Shown on the device, whatever signs it holds. */
  readonly name: string;
  /** The authority's certificate. */
  readonly der: Uint8Array;
}

/**
 * A configuration profile that makes a certificate known to iPhones, iPads and Macs (Apple, "Configuration Profile
 * Reference", payload `com.apple.security.root`). It is not signed, which devices say; on iOS trust in it is switched
 * on by hand afterwards. The same certificate gives the same profile, so that installing it again replaces it.
 *
 * @returns an XML property list.
 */
export function mobileconfig({ name, der }: ProfilePlan): string {
  const fingerprint = createHash('sha256').update(der).digest('hex');
  const identifier = `app.latchkey.authority.${fingerprint.slice(0, 32)}`;
  const about = 'Lets this device trust the server that Latchkey made a certificate for. It holds no key. It is not signed.';
  const certificate = dictionary({
    PayloadType: text('com.apple.security.root'),
    PayloadVersion: '<integer>1</integer>',
    PayloadIdentifier: text(`${identifier}.certificate`),
    PayloadUUID: text(nameBasedUuid(`urn:sha256:${fingerprint}#certificate`)),
    PayloadDisplayName: text(name),
    PayloadDescription: text(about),
    PayloadCertificateFileName: text('server-ca.crt'),
    PayloadContent: `<data>${Buffer.from(der).toString('base64')}</data>`,
  });
  const profile = dictionary({
    PayloadType: text('Configuration'),
    PayloadVersion: '<integer>1</integer>',
    PayloadIdentifier: text(identifier),
    PayloadUUID: text(nameBasedUuid(`urn:sha256:${fingerprint}`)),
    PayloadDisplayName: text(name),
    PayloadDescription: text(about),
    PayloadRemovalDisallowed: '<false/>',
    PayloadContent: `<array>\n${certificate}\n</array>`,
  });
  return `${prologue}\n<plist version="1.0">\n${profile}\n</plist>\n`;
}

const prologue = [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
].join('\n');

const dictionary = (entries: Readonly<Record<string, string>>): string =>
  ['<dict>', ...Object.entries(entries).map(([key, value]) => `<key>${key}</key>\n${value}`), '</dict>'].join('\n');

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text of any kind; what XML 1.0 cannot hold at all (section 2.2) is left out. */
const text = (value: string): string =>
  `<string>${value.replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '').replace(/[&<>]/g, (sign) => entities[sign] ?? '')}</string>`;

/** RFC 9562 appendix A: names that are URLs. */
const urlNamespace = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex');

/** The UUID of a name, version 5 (RFC 9562 section 5.5): always the same for the same name. */
function nameBasedUuid(name: string): string {
  const bytes = createHash('sha1').update(urlNamespace).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    .toUpperCase();
}
