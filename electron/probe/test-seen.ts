import {
  type Answer,
  type Asked,
  type Attempt,
  type Greeting,
  type Handshake,
  type Knowledge,
  nothingKnown,
  type Observations,
  type ServerCertificateFacts,
  type ShownIdentity,
  type Visit,
} from './observations.ts';
import type { Step, TroubleKind } from './step.ts';

/** What happened otherwise than in the healthy run. */
export type Change = (seen: Observations) => Observations;

/** A healthy run, nginx over TLS 1.3, as far as nothing changes it. */
export const seen = (...changes: readonly Change[]): Observations => changes.reduce((run, change) => change(run), healthy);

export const set =
  (part: Partial<Observations>): Change =>
  (run) => ({ ...run, ...part });

export const done = <T>(value: T): Step<T> => ({ phase: 'done', ms: 5, value });
export const failed = (kind: TroubleKind, alert: number | null = null, code: string = kind.toUpperCase()): Step<never> => ({
  phase: 'failed',
  ms: 5,
  trouble: { kind, code, alert },
});

export const http = (status: number, body = '', headers: Answer['headers'] = {}): Answer => ({ status, body, headers });
export const manifest = http(200, '{"name": "Home Assistant"}');
export const noCertificate = http(400, '<center>No required SSL certificate was sent</center>');
export const wrongCertificate = http(400, '<center>The SSL certificate error</center>');
/** As it comes over Cloudflare's edge. */
export const overCloudflare = ({ status, body, headers }: Answer): Answer =>
  http(status, body, { ...headers, server: 'cloudflare', 'cf-ray': '8f1d-FRA' });
export const blocked = overCloudflare(http(403, '<h1>Sorry, you have been blocked</h1>'));

export const deviceAuthority = 'CN=Lindenweg devices, O=Home';
export const leaf: ServerCertificateFacts = {
  commonName: 'ha.example',
  subject: 'CN=ha.example',
  issuer: "CN=R11, O=Let's Encrypt, C=US",
  serial: '01',
  fingerprint: 'ab12',
  keyFingerprint: 'cd34',
  notBefore: '2026-10-01T00:00:00.000Z',
  notAfter: '2026-12-30T00:00:00.000Z',
  san: ['DNS:ha.example'],
  eku: ['serverAuth'],
  isCa: false,
  key: 'P-256',
  version: 3,
  signature: 'SHA-256 with RSA',
  isSelfSigned: false,
  maySign: true,
};
const handshake: Handshake = {
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  alpn: 'http/1.1',
  chain: [leaf, { ...leaf, commonName: 'R11', subject: leaf.issuer, issuer: 'CN=ISRG Root X1', isCa: true }],
  dates: 'good',
  nameMatches: true,
  distrust: null,
  sentCertificate: null,
};
export const asked = { state: 'asked', issuers: [deviceAuthority], schemes: [0x0403, 0x0804, 0x0401] } as const;
export const notAsked: Asked = { state: 'not-asked' };
export const unread: Asked = { state: 'unknown' };

const visit = <T>(value: T): Visit<T> => ({ handshake: done(handshake), asked, reply: done(value) });
export const hears = (answer: Answer): Visit<Answer> => visit(answer);
export const greeted = (greeting: Greeting): Visit<Greeting> => visit(greeting);
export const breaksIn = (kind: TroubleKind, alert: number | null = null, code?: string): Visit<never> => ({
  handshake: failed(kind, alert, code),
  asked: unread,
  reply: null,
});
export const breaksAfter = (kind: TroubleKind, alert: number | null = null): Visit<never> => ({
  handshake: done(handshake),
  asked,
  reply: failed(kind, alert),
});
export const attempt = (address: string, connected: Step<null> = done(null), isPrivate = false): Attempt => ({
  address,
  family: address.includes(':') ? 6 : 4,
  isPrivate,
  connected,
});

const startedAt = '2026-11-21T10:00:00.000Z';
const healthy: Observations = {
  target: { origin: 'https://ha.example', host: 'ha.example', port: 443 },
  identity: {
    name: 'Anna – iPhone',
    certificate: {
      ...leaf,
      commonName: 'Anna – iPhone',
      subject: 'CN=Anna – iPhone',
      issuer: deviceAuthority,
      notBefore: '2026-01-01T00:00:00.000Z',
      notAfter: '2028-01-01T00:00:00.000Z',
      san: [],
      eku: ['clientAuth'],
    },
    chain: [],
    dates: 'good',
    mayBeClient: true,
  },
  known: nothingKnown,
  startedAt,
  connections: 9,
  name: done(['203.0.113.20']),
  attempts: [attempt('203.0.113.20')],
  reached: done('203.0.113.20'),
  stranger: hears(noCertificate),
  strangerOld: null,
  device: hears(manifest),
  deviceOld: null,
  elsewhere: [],
  unnamed: hears(noCertificate),
  alpn: { h2: true, http1: true },
  plain: done(http(301, '', { location: 'https://ha.example/manifest.json' })),
  direct: failed('timed-out'),
  banner: null,
  providers: hears(http(200, '[{"name":"Home Assistant Local","type":"homeassistant"}]')),
  webSocket: greeted({ kind: 'auth-required', version: '2026.11.2' }),
  webhook: hears(http(200)),
  strangerWebhook: null,
};

const onward = { providers: null, webSocket: null, webhook: null, strangerWebhook: null } as const;
const noVisits = { stranger: null, device: null, unnamed: null, alpn: null, ...onward } as const;

/** Nothing takes a connection. */
export const unreached = (kind: TroubleKind): Change =>
  set({ ...noVisits, reached: failed(kind), attempts: [attempt('203.0.113.20', failed(kind))] });
export const unnamed = set({ ...noVisits, reached: null, attempts: [], name: failed('name-not-found') });

export const strangerSees = (stranger: Visit<Answer>): Change => set({ stranger });
/** What the device sees in the place of Home Assistant: nothing more is asked then. */
export const deviceSees = (device: Visit<Answer>): Change => set({ device, ...onward });
export const everybodySees = (sight: Visit<Answer>): Change => set({ stranger: sight, device: sight, unnamed: null, ...onward });
export const noDevice = set({ identity: null, device: null, ...onward });
export const webSocketSees = (webSocket: Visit<Greeting>): Change => set({ webSocket });

export const knows =
  (known: Partial<Knowledge>): Change =>
  (run) => ({ ...run, known: { ...run.known, ...known } });

export const device =
  ({
    certificate,
    ...change
  }: Partial<Omit<ShownIdentity, 'certificate'>> & { readonly certificate?: Partial<ShownIdentity['certificate']> }): Change =>
  (run) => ({
    ...run,
    identity: run.identity && { ...run.identity, ...change, certificate: { ...run.identity.certificate, ...certificate } },
  });

/** Changes every visit that was made. */
const onVisits =
  (change: <T>(visit: Visit<T>) => Visit<T>): Change =>
  (run) => {
    const { stranger, device, unnamed, providers, webSocket, webhook, strangerWebhook } = run;
    const each = <T>(made: Visit<T> | null) => made && change(made);
    return {
      ...run,
      stranger: each(stranger),
      device: each(device),
      unnamed: each(unnamed),
      providers: each(providers),
      webSocket: each(webSocket),
      webhook: each(webhook),
      strangerWebhook: each(strangerWebhook),
    };
  };

export const asks = (request: Asked): Change => onVisits((made) => ({ ...made, asked: request }));

/** What the server shows of itself, wherever hands were shaken. */
export const serverShows = (change: Partial<Handshake>, ofLeaf: Partial<ServerCertificateFacts> = {}): Change =>
  onVisits((made) => {
    if (made.handshake.phase === 'failed') return made;
    const { value } = made.handshake;
    const [first, ...rest] = change.chain ?? value.chain;
    return { ...made, handshake: done({ ...value, ...change, chain: [{ ...first, ...ofLeaf }, ...rest] }) };
  });

/** The server sends its own certificate alone, and nobody knows its issuer. */
export const lone = (issuer: string, distrust = 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'): Change =>
  serverShows({ chain: [leaf], distrust }, { issuer });

export const dated = (answer: Answer, date: string): Answer => http(answer.status, answer.body, { ...answer.headers, date });
