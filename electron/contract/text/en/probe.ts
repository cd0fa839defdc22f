import type { CauseCode, EvidenceLabel, RungId, Verdict } from '../../probe.ts';

/** What ends in `_revoked` is said of a device that should be refused. */
interface VerdictText {
  readonly word: string;
  readonly word_revoked?: string;
  readonly sentence: string;
  readonly sentence_revoked?: string;
}

interface CauseText {
  readonly text: string;
  /** What to do, and where there is something to paste, that. */
  readonly fix: string;
}

interface RungText {
  readonly name: string;
  readonly name_revoked?: string;
  readonly passed: string;
  readonly passed_revoked?: string;
  readonly failed: string;
  readonly failed_revoked?: string;
  readonly skipped: string;
}

/**
 * Test connection in words. Sentences name a report's `device`, causes their own facts, rungs their evidence.
 */
export const probeEn = {
  verdicts: {
    locked: {
      word: 'Locked',
      sentence: 'As seen from this network, strangers are refused and {{device}} is let in.',
    },
    open: {
      word: 'Open',
      sentence: 'As seen from this network, anybody reaches Home Assistant without a certificate.',
      sentence_revoked: 'As seen from this network, {{device}} still gets in, although it is revoked.',
    },
    'device-refused': {
      word: 'Device refused',
      word_revoked: 'Shut out',
      sentence: 'As seen from this network, {{device}} is not let in.',
      sentence_revoked: 'As seen from this network, {{device}} is shut out, and so are strangers.',
    },
    'server-untrusted': {
      word: 'Server not trusted',
      sentence: 'As seen from this network, the server shows a certificate that phones will not accept.',
    },
    unreachable: {
      word: 'Not reached',
      sentence: 'As seen from this network, no secure connection to this address can be made.',
    },
    'not-home-assistant': {
      word: 'No Home Assistant',
      sentence: 'As seen from this network, something answers at this address, but not Home Assistant.',
    },
    'websocket-blocked': {
      word: 'Live updates blocked',
      sentence: 'As seen from this network, Home Assistant answers, but its live connection (WebSocket) does not come through.',
    },
    unclear: {
      word: 'Not settled',
      sentence: 'As seen from this network, it could not be proved that the door is locked.',
    },
  },

  causes: {
    'name-not-found': {
      text: 'The name {{host}} has no address here.',
      fix: 'Check the spelling. If the name is right, see at your domain provider that it points to your home, and that this computer is online.',
    },
    'connection-refused': {
      text: 'The computer at {{address}} is there, but nothing listens on port {{port}}.',
      fix: 'Start the proxy, and check that it listens on port {{port}}.',
    },
    'connection-timed-out': {
      text: 'Nobody answered at {{address}}, port {{port}}.',
      fix: 'Check that the proxy’s computer is on, that your router forwards port {{port}} to it, and that no firewall stands between. Some routers do not let you reach your own address from inside: try from another network too.',
    },
    'connection-failed': {
      text: 'There is no way from this network to {{address}} ({{error}}).',
      fix: 'Check that this computer is online. If the address is of another network, connect to that one or to its VPN first.',
    },
    'tls-not-spoken': {
      text: 'Port {{port}} answers, but not with a secure connection. It is probably plain http.',
      fix: 'Use the port that the proxy serves https on, or let the proxy serve https on port {{port}}.',
    },
    'tls-failed': {
      text: 'The server broke off while the secure connection was being made ({{error}}).',
      fix: 'Look into the proxy’s error log at this very minute.',
    },
    'server-certificate-expired': {
      text: 'The server’s certificate is valid from {{notBefore}} to {{notAfter}}, which is not now.',
      fix: 'Renew the server’s certificate, put it on the proxy and reload it. If the dates look right, set this computer’s clock.',
    },
    'server-certificate-wrong-name': {
      text: 'The server’s certificate is made for other names than {{host}}: {{names}}.',
      fix: 'Issue a server certificate for {{host}}, or test with an address that the certificate names. If you have not seen this certificate before, another site of the proxy may be answering.',
    },
    'server-certificate-untrusted': {
      text: 'The server’s certificate comes from {{issuer}}, which this computer does not trust.',
      fix: 'If it is from a public authority, give the proxy the whole chain (fullchain.pem). If it is your own, put the one that Latchkey wrote on the proxy. If it is neither, something else answers at this address.',
    },
    'door-open': {
      text: 'Without any certificate, the server passed us on (HTTP {{status}}).',
      fix: 'Until this is mended, close the port on your router. Check that the proxy’s configuration asks for a certificate where it serves {{host}}, then reload it.',
    },
    'stranger-outcome-unclear': {
      text: 'What the server said to a stranger proves neither that it is locked nor that it is open.',
      fix: 'Test again in a minute. If it stays so, see in the proxy’s configuration that it asks for a certificate.',
    },
    'no-device-chosen': {
      text: 'Only a stranger knocked. Whether the door is locked shows when somebody with a certificate is let in.',
      fix: 'Choose a device and test again.',
    },
    'device-certificate-unusable': {
      text: 'This computer cannot use the certificate of {{device}} ({{error}}). The server was not asked.',
      fix: 'Issue a new certificate for this device. If the bundle came from elsewhere, its key and certificate may not belong together.',
    },
    'revoked-device-let-in': {
      text: '{{device}} is revoked, but the proxy does not know it yet.',
      fix: 'Home says which files to copy to the proxy, and how it reads them. Then test again.',
    },
    'device-revoked': {
      text: '{{device}} is revoked and the door refuses it, as it should.',
      fix: 'Nothing is left to do.',
    },
    'device-certificate-out-of-date': {
      text: 'The certificate of {{device}} is valid from {{deviceNotBefore}} to {{deviceNotAfter}}, which is not now.',
      fix: 'Issue a new certificate for this device and export it again. If the dates look right, set the clocks of this computer and of the proxy.',
    },
    'device-certificate-refused': {
      text: 'The server does not accept the certificate of {{device}}.',
      fix: 'The proxy most likely checks against another authority. Copy ca.crt from the folder that Latchkey saved once more, then reload the proxy.',
    },
    'no-http-answer': {
      text: 'A secure connection was made, but no answer came ({{error}}).',
      fix: 'Check that the proxy passes requests on to Home Assistant, and that this port serves a website at all.',
    },
    'home-assistant-down': {
      text: 'The proxy works, but does not reach Home Assistant (HTTP {{status}}).',
      fix: 'Start Home Assistant. If it runs, check from the proxy’s computer the address under which the proxy looks for it.',
    },
    'forwarded-headers-refused': {
      text: 'Home Assistant answers, but does not trust the proxy in front of it.',
      fix: 'Put these lines into configuration.yaml, with the address of the proxy as Home Assistant’s log names it, and restart Home Assistant:\nhttp:\n  use_x_forwarded_for: true\n  trusted_proxies:\n    - 127.0.0.1\n    - ::1',
    },
    'other-answer': {
      text: 'The answer is not Home Assistant’s (HTTP {{status}}).',
      fix: 'Check the address, and that the proxy passes requests on to Home Assistant.',
    },
    'websocket-upgrade-dropped': {
      text: 'The proxy answers the live connection as if it were a page.',
      fix: 'Let the proxy pass on WebSocket connections where it passes requests to Home Assistant, then reload it.',
    },
    'websocket-silent': {
      text: 'The live connection was opened, but Home Assistant’s greeting did not come through ({{error}}).',
      fix: 'Test again in a minute. If it stays so, switch off buffering and time limits below one minute where the proxy passes requests on.',
    },
  },

  rungs: {
    name: {
      name: 'Name found',
      passed: '{{addresses}}',
      failed: 'No address was found for this name.',
      skipped: 'Not tried.',
    },
    reached: {
      name: 'Reached',
      passed: '{{address}}, port {{port}}',
      failed: 'No connection on port {{port}}.',
      skipped: 'Not tried.',
    },
    'server-certificate': {
      name: 'Server certificate',
      passed: 'Trusted and made for this address.',
      failed: 'Phones will not accept what the server shows.',
      skipped: 'Not seen.',
    },
    'stranger-refused': {
      name: 'A stranger is refused',
      passed: 'Without a certificate nobody gets in.',
      failed: 'Without a certificate we got in.',
      skipped: 'Not settled.',
    },
    'device-let-in': {
      name: 'This device is let in',
      name_revoked: 'This revoked device is refused',
      passed: '{{device}} gets in.',
      passed_revoked: '{{device}} is refused, as it should be.',
      failed: '{{device}} is refused.',
      failed_revoked: '{{device}} still gets in.',
      skipped: 'Not settled.',
    },
    'home-assistant': {
      name: 'Home Assistant answers',
      passed: 'It says its name.',
      failed: 'Something else answers, or nothing.',
      skipped: 'Not reached.',
    },
    websocket: {
      name: 'Live connection (WebSocket)',
      passed: 'Home Assistant {{version}} greets.',
      failed: 'It does not come through.',
      skipped: 'Not reached.',
    },
  },

  evidence: {
    addresses: 'Addresses',
    address: 'Address',
    port: 'Port',
    missed: 'Not answering',
    device: 'Device',
    revoked: 'Revoked',
    protocol: 'Protocol',
    cipher: 'Cipher',
    subject: 'Subject',
    issuer: 'Issuer',
    fingerprint: 'Fingerprint (SHA-256)',
    names: 'Names',
    notBefore: 'Valid from',
    notAfter: 'Valid until',
    chain: 'Certificates sent',
    distrust: 'Not trusted because',
    status: 'HTTP status',
    server: 'Server',
    location: 'Sends on to',
    body: 'Answer',
    version: 'Version',
    alert: 'TLS alert',
    error: 'Error',
  },
} as const satisfies {
  readonly verdicts: Readonly<Record<Verdict, VerdictText>>;
  readonly causes: Readonly<Record<CauseCode, CauseText>>;
  readonly rungs: Readonly<Record<RungId, RungText>>;
  readonly evidence: Readonly<Record<EvidenceLabel, string>>;
};
