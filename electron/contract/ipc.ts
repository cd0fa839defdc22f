import { z } from 'zod';
import type {
  CloudflareAccess,
  CloudflareChangeKind,
  CloudflareCheck,
  CloudflareLeft,
  CloudflarePlan,
  CloudflarePreview,
  CloudflareProgress,
  CloudflareStatus,
  CloudflareZoneState,
} from './cloudflare.ts';
import { type CloudflareDraft, cloudflareDraftSchema, cloudflareIdField, cloudflareTokenField, roadField } from './cloudflare-fields.ts';
import type { DeployPlan, TodoPlan } from './deploy.ts';
import type {
  AppFacts,
  Authority,
  BundleFacts,
  Device,
  ExportForm,
  Finding,
  Home,
  PendingRequest,
  ServerCertificate,
  Settings,
  VaultStatus,
} from './entities.ts';
import type { Result } from './failure.ts';
import {
  countryField,
  type DeviceDraft,
  deviceDaysField,
  deviceDraftSchema,
  exportFormField,
  filePassphraseField,
  guideProgressField,
  homeUrlField,
  idField,
  keyAlgorithmField,
  nameField,
  type OwnProxyDraft,
  openPathsField,
  organizationField,
  ownProxyDraftSchema,
  platformField,
  portField,
  proxyFolderField,
  proxyTargetField,
  revocationReasonField,
  serverDaysField,
  serverNamesField,
  upstreamField,
  vaultPassphraseField,
} from './fields.ts';
import type { Handoff, HandoffChange, LocalAddress } from './handoff.ts';
import type { Arrival, ImportOffer, ReturnedCertificate } from './inspection.ts';
import { type PastProbe, type ProbeReport, probeIntervals, type Rung } from './probe.ts';

declare const replyType: unique symbol;
/** Carries a reply's type beside its channel; nothing of it exists at run time. */
interface ReplyType<T> {
  readonly [replyType]?: T;
}
const reply = <T>(): ReplyType<T> => ({});

const nothing = z.undefined();
const ofHome = z.object({ homeId: idField });
const ofDevice = z.object({ deviceId: idField });
const manyIds = z.array(idField).min(1).max(50_000);
const ofExport = z.object({ exportId: idField });
const proxySetup = z.object({
  homeId: idField,
  target: proxyTargetField,
  upstream: upstreamField,
  folder: proxyFolderField,
  ipv6: z.boolean(),
  openPaths: openPathsField,
  insidePort: portField.nullable(),
});
const ofRequest = z.object({ requestId: idField });
const cloudflareRule = z.object({ homeId: idField, openPaths: openPathsField, pin: z.boolean() });
const ofTodo = z.object({ homeId: idField, todoId: idField });
/** A name for work that takes long, so that `job:cancel` can take it back. */
const jobId = idField.optional();
/** A certificate as it came back: text that was pasted, or a file that is open. */
const answer = z.union([z.object({ text: z.string().max(100_000) }), z.object({ importId: idField })]);
const devicePlan = z.object({ homeId: idField, name: nameField, key: keyAlgorithmField, validityDays: deviceDaysField });
const serverCertificatePlan = z.object({ homeId: idField, names: serverNamesField, validityDays: serverDaysField });

/** An answer of main's dialogs: the user may turn away, which is no failure. */
export type Saved<T> = ({ readonly phase: 'saved' } & T) | { readonly phase: 'cancelled' };

/** Where a file went, for people; the path itself stays in main. */
export interface SavedFile {
  readonly fileName: string;
  readonly folderName: string;
}

/** A bundle that was written, opened again and compared. The passphrase is shown once and never stored. */
export interface ExportedBundle extends SavedFile {
  readonly exportId: string;
  readonly passphrase: string;
  readonly form: ExportForm;
  readonly bundle: BundleFacts;
}

/** One of many that were exported together: a device or an open file. */
export interface BatchItem {
  readonly id: string;
  readonly name: string;
  /** `job-cancelled` for those that the user did not wait for. */
  readonly outcome: Result<ExportedBundle>;
}

/** Bundles that were written to one folder, each under a passphrase of its own. */
export interface BatchExport {
  readonly folderName: string;
  readonly items: readonly BatchItem[];
}

/**
 * Channel -> what may be asked, what comes back. One row a channel: the router, the handlers and the
 * window's calls all derive from this table.
 */
export const ipcContract = {
  'app:describe': { request: nothing, reply: reply<AppFacts>() },
  'settings:read': { request: nothing, reply: reply<Settings>() },
  'settings:change': {
    request: z.object({ appearance: z.enum(['system', 'light', 'dark']), language: z.enum(['system', 'en']) }),
    reply: reply<Settings>(),
  },

  'vault:open': { request: nothing, reply: reply<VaultStatus>() },
  'vault:create': { request: z.object({ passphrase: vaultPassphraseField }), reply: reply<VaultStatus>() },
  'vault:unlock': { request: z.object({ passphrase: z.string().max(1000) }), reply: reply<VaultStatus>() },

  'home:list': { request: nothing, reply: reply<readonly Home[]>() },
  'home:create': { request: z.object({ name: nameField, url: homeUrlField, road: roadField.default('proxy') }), reply: reply<Home>() },
  'home:change': { request: z.object({ homeId: idField, name: nameField, url: homeUrlField }), reply: reply<Home>() },
  'home:use-public-certificate': { request: ofHome, reply: reply<Home>() },

  'authority:list': { request: nothing, reply: reply<readonly Authority[]>() },
  'authority:create': { request: z.object({ homeId: idField, name: nameField, key: keyAlgorithmField, jobId }), reply: reply<Authority>() },
  /** A new device authority in the place of a home's present one. */
  'authority:replace': { request: z.object({ authorityId: idField, name: nameField }), reply: reply<Authority>() },
  'authority:back-up': {
    request: z.object({ authorityId: idField, passphrase: filePassphraseField }),
    reply: reply<Saved<SavedFile & { readonly authority: Authority }>>(),
  },
  'authority:save-certificate': { request: z.object({ authorityId: idField }), reply: reply<Saved<SavedFile>>() },
  /** A configuration profile with the authority in it, for iPhones, iPads and Macs. */
  'authority:save-profile': { request: z.object({ authorityId: idField }), reply: reply<Saved<SavedFile>>() },

  'certificate:list': { request: nothing, reply: reply<readonly ServerCertificate[]>() },
  'certificate:lint-server': { request: serverCertificatePlan, reply: reply<readonly Finding[]>() },
  'certificate:issue-server': { request: serverCertificatePlan, reply: reply<ServerCertificate>() },
  /** Certifies the key of a request that a server made; nothing of the request but its key is taken over unasked. */
  'certificate:sign-server': { request: serverCertificatePlan.extend({ importId: idField }), reply: reply<ServerCertificate>() },
  'certificate:save': { request: z.object({ certificateId: idField }), reply: reply<Saved<SavedFile>>() },

  'deploy:preview': { request: proxySetup, reply: reply<DeployPlan>() },
  'deploy:save': { request: proxySetup, reply: reply<Saved<SavedFile & { readonly files: readonly string[]; readonly home: Home }>>() },
  'todo:plan': { request: ofTodo, reply: reply<TodoPlan>() },
  'todo:save': { request: ofTodo, reply: reply<Saved<SavedFile & { readonly files: readonly string[] }>>() },
  /** For what no test can prove. */
  'todo:finish': { request: ofTodo, reply: reply<Home>() },

  'device:list': { request: nothing, reply: reply<readonly Device[]>() },
  'device:issue': {
    request: z.object({
      homeId: idField,
      name: nameField,
      platform: platformField,
      key: keyAlgorithmField.optional(),
      validityDays: deviceDaysField.optional(),
      jobId,
    }),
    reply: reply<Device>(),
  },
  'device:lint': { request: devicePlan, reply: reply<readonly Finding[]>() },
  /** Certifies the key of a request that a device made itself; its name is what the user types. */
  'device:sign': {
    request: z.object({ importId: idField, homeId: idField, name: nameField, platform: platformField, validityDays: deviceDaysField }),
    reply: reply<Device>(),
  },
  'device:save-certificate': { request: ofDevice, reply: reply<Saved<SavedFile>>() },
  'device:revoke': { request: z.object({ deviceId: idField, reason: revocationReasonField }), reply: reply<Device>() },
  'device:remove': { request: ofDevice, reply: reply<null>() },
  /** One more certificate for a device, to take the place of its present one. */
  'device:renew': { request: ofDevice.extend({ jobId }), reply: reply<Device>() },
  'device:note-guide': { request: ofDevice.extend({ guide: guideProgressField }), reply: reply<Device>() },

  'request:list': { request: nothing, reply: reply<readonly PendingRequest[]>() },
  'request:create': {
    request: z.object({
      name: nameField,
      platform: platformField,
      homeId: idField.nullable(),
      organization: organizationField,
      country: countryField,
      key: keyAlgorithmField,
      jobId,
    }),
    reply: reply<PendingRequest>(),
  },
  'request:save': { request: ofRequest, reply: reply<Saved<SavedFile>>() },
  'request:remove': { request: ofRequest, reply: reply<null>() },
  /** Says whose a certificate is that came back, before anything is kept. */
  'request:read-answer': { request: answer, reply: reply<ReturnedCertificate>() },
  /** Joins a certificate with the key that waits for it: the request becomes a device. */
  'request:attach': { request: z.object({ requestId: idField, answer }), reply: reply<Device>() },

  /** What to copy on the way; pinned to the issuer of the home's newest device where that is wanted. */
  'cloudflare:preview': { request: cloudflareRule, reply: reply<CloudflarePreview>() },
  'cloudflare:confirm-tunnel': { request: z.object({ homeId: idField, service: upstreamField }), reply: reply<Home>() },
  'cloudflare:confirm-rule': { request: cloudflareRule, reply: reply<Home>() },
  /** Looks from outside, as a stranger; takes up to ten seconds. */
  'cloudflare:check': { request: ofHome, reply: reply<readonly CloudflareCheck[]>() },
  /** Tries a token at Cloudflare and keeps it sealed. */
  'cloudflare:connect': { request: z.object({ token: cloudflareTokenField }), reply: reply<CloudflareAccess>() },
  'cloudflare:access': { request: nothing, reply: reply<CloudflareAccess>() },
  'cloudflare:disconnect': { request: nothing, reply: reply<CloudflareAccess>() },
  'cloudflare:zone': { request: z.object({ zoneId: cloudflareIdField }), reply: reply<CloudflareZoneState>() },
  /** What would change, exactly; nothing is changed by asking. Without a request no certificate is asked for. */
  'cloudflare:plan': {
    request: cloudflareRule.extend({ zoneId: cloudflareIdField, requestId: idField.nullable(), validityDays: deviceDaysField }),
    reply: reply<CloudflarePlan>(),
  },
  /** Makes the changes of a plan. Where it stops half-way, the same request again, or a new plan, goes on from there. */
  'cloudflare:apply': {
    request: z.object({ planId: idField }),
    reply: reply<{ readonly home: Home; readonly device: Device | null }>(),
  },
  /** Takes back what was changed with a token, and nothing else. */
  'cloudflare:undo': { request: ofHome, reply: reply<{ readonly home: Home; readonly left: readonly CloudflareLeft[] }>() },
  /** With a token, or noted after it was revoked by hand. */
  'cloudflare:revoke': {
    request: ofDevice.extend({ reason: revocationReasonField, by: z.enum(['token', 'hand']) }),
    reply: reply<{ readonly device: Device; readonly status: CloudflareStatus }>(),
  },
  /** Takes a revocation back while Cloudflare has not finished it. */
  'cloudflare:reactivate': {
    request: ofDevice.extend({ by: z.enum(['token', 'hand']) }),
    reply: reply<{ readonly device: Device; readonly status: CloudflareStatus }>(),
  },

  'passphrase:suggest': { request: nothing, reply: reply<{ readonly passphrase: string }>() },
  'bundle:export': {
    request: z.object({ deviceId: idField, form: exportFormField }),
    reply: reply<Saved<ExportedBundle & { readonly device: Device }>>(),
  },
  /** Asks for a folder once and writes one file each, under a name that is free there; `job:cancel` ends it between two files. */
  'bundle:export-many': {
    request: z.object({ deviceIds: manyIds, form: exportFormField, jobId: idField }),
    reply: reply<Saved<BatchExport>>(),
  },
  'bundle:reveal': { request: ofExport, reply: reply<null>() },
  /** Shares and drags a copy that only its owner can read; it is gone with the next export, or when the app ends. */
  'bundle:share': { request: ofExport, reply: reply<null>() },
  'bundle:drag': { request: ofExport, reply: reply<null>() },
  /** Puts the file itself, not its content, on the clipboard. */
  'bundle:copy-file': { request: ofExport, reply: reply<null>() },

  /** Where a phone could find this computer, the likeliest first. */
  'handoff:interfaces': { request: nothing, reply: reply<readonly LocalAddress[]>() },
  /** Opens a link to an exported bundle, and closes the one that was open before. */
  'handoff:start': {
    request: ofExport.extend({ address: z.union([z.ipv4(), z.ipv6()]) }),
    reply: reply<Handoff>(),
  },
  'handoff:stop': { request: z.object({ handoffId: idField }), reply: reply<null>() },

  /** What is chosen, dropped, pasted or opened by the system is told by `import:arrived`, from wherever it comes. */
  'import:choose': { request: nothing, reply: reply<null>() },
  /** Only the preload sends this one, with the paths of files that were dropped. */
  'import:offer': { request: z.object({ paths: z.array(z.string().min(1).max(4096)).max(50_000) }), reply: reply<null>() },
  /** Takes PEM text from the clipboard, which main reads itself; other text is left alone. */
  'import:paste': { request: nothing, reply: reply<null>() },
  /** Everything that is open, and what was refused and is still shown. */
  'import:list': { request: nothing, reply: reply<Arrival>() },
  /** Stops taking in files; those that nobody has looked at are refused as `job-cancelled`. */
  'import:stop': { request: nothing, reply: reply<null>() },
  'import:open': { request: z.object({ importId: idField, passphrase: z.string().max(1000) }), reply: reply<ImportOffer>() },
  /** Tries a passphrase on every file that still wants one, also on those that are coming in; each that opens arrives again. */
  'import:unlock': {
    request: z.object({ passphrase: z.string().max(1000), jobId: idField }),
    reply: reply<{ readonly opened: number; readonly locked: number }>(),
  },
  'import:keep': {
    request: z.object({ importId: idField, name: nameField, platform: platformField, homeId: idField.nullable() }),
    reply: reply<Device>(),
  },
  /** Picks one of several keys, by the fingerprint of its certificate. */
  'import:pick': { request: z.object({ importId: idField, leaf: z.string().regex(/^[0-9a-f]{64}$/) }), reply: reply<ImportOffer>() },
  /** Puts a certificate and its key, which are open as two files, together: one offer in the place of both. */
  'import:join': { request: z.object({ importId: idField, otherId: idField }), reply: reply<ImportOffer>() },
  'import:export': { request: z.object({ importId: idField, form: exportFormField }), reply: reply<Saved<ExportedBundle>>() },
  'import:export-many': {
    request: z.object({ importIds: manyIds, form: exportFormField, jobId: idField }),
    reply: reply<Saved<BatchExport>>(),
  },
  'import:discard': { request: z.object({ importIds: manyIds }), reply: reply<null>() },

  'probe:start': {
    request: z.union([z.object({ homeId: idField, deviceId: idField.nullable() }), z.object({ url: homeUrlField, importId: idField })]),
    reply: reply<{ readonly jobId: string }>(),
  },
  /** The latest tests of a home, newest first. */
  'probe:history': { request: ofHome, reply: reply<readonly PastProbe[]>() },
  'probe:forget': { request: ofHome, reply: reply<null>() },
  /** Tests a home by itself, while the app is open; null ends that. */
  'probe:schedule': {
    request: z.object({ homeId: idField, schedule: z.object({ every: z.enum(probeIntervals), deviceId: idField }).nullable() }),
    reply: reply<Home>(),
  },
  'job:cancel': { request: z.object({ jobId: idField }), reply: reply<null>() },

  /** Shows the system's print dialog for the sheets that the page has laid out. */
  'sheet:print': { request: nothing, reply: reply<{ readonly phase: 'printed' | 'cancelled' }>() },

  'clipboard:copy': {
    /** A secret is cleared after 60 s, unless something else was copied since. */
    request: z.object({ text: z.string().max(200_000), secret: z.boolean() }),
    reply: reply<null>(),
  },

  'draft:read': { request: nothing, reply: reply<OwnProxyDraft | null>() },
  'draft:save': { request: ownProxyDraftSchema, reply: reply<null>() },
  'draft:discard': { request: nothing, reply: reply<null>() },
  'device-draft:read': { request: nothing, reply: reply<DeviceDraft | null>() },
  'device-draft:save': { request: deviceDraftSchema, reply: reply<null>() },
  'device-draft:discard': { request: nothing, reply: reply<null>() },

  'cloudflare-draft:read': { request: nothing, reply: reply<CloudflareDraft | null>() },
  'cloudflare-draft:save': { request: cloudflareDraftSchema, reply: reply<null>() },
  'cloudflare-draft:discard': { request: nothing, reply: reply<null>() },
} as const;

export type Channel = keyof typeof ipcContract;
/** What the page itself may call: it never names a path. */
export type PageChannel = Exclude<Channel, 'import:offer'>;
/** What the window sends: text as typed. */
export type Sent<C extends Channel> = z.input<(typeof ipcContract)[C]['request']>;
/** What a handler gets: parsed and normalised. */
export type Request<C extends Channel> = z.output<(typeof ipcContract)[C]['request']>;
export type Reply<C extends Channel> = (typeof ipcContract)[C]['reply'] extends ReplyType<infer T> ? T : never;

/** What main says without being asked. */
export interface Events {
  readonly 'job:progress': { readonly jobId: string; readonly rung: Rung };
  /** A test of a home is over and kept, whoever began it. */
  readonly 'probe:kept': { readonly homeId: string };
  /** The user wants to see how a home's door stands, since a notification said so. */
  readonly 'probe:open': { readonly homeId: string; readonly deviceId: string };
  readonly 'job:done': { readonly jobId: string; readonly outcome: Result<ProbeReport> };
  /** How far a plan has come. */
  'cloudflare:progress': { readonly planId: string; readonly change: CloudflareChangeKind; readonly progress: CloudflareProgress };
  readonly 'handoff:changed': HandoffChange;
  /** Files came in, however they came; only what is new since the last time is told. */
  readonly 'import:arrived': Arrival;
  /** How far an export of many has come. */
  readonly 'bundle:progress': { readonly jobId: string; readonly done: number; readonly total: number };
  /** A command of the native menu. */
  readonly 'menu:command': { readonly command: MenuCommand };
}
export type EventName = keyof Events;

export const menuCommands = ['go-home', 'go-devices', 'go-authorities', 'go-settings'] as const;
export type MenuCommand = (typeof menuCommands)[number];

/** What the preload exposes as `window.latchkey`, and nothing else. */
export interface LatchkeyBridge {
  /** Never rejects for a domain reason: trouble is a Result. */
  invoke<C extends PageChannel>(channel: C, request: Sent<C>): Promise<Result<Reply<C>>>;
  /** @returns a function that ends the subscription. */
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void;
  /** Offers files that were dropped or pasted; their paths never enter the page. */
  offerDropped(files: readonly File[]): Promise<Result<null>>;
}
