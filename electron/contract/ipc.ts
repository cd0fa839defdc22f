import { z } from 'zod';
import type {
  AppFacts,
  Authority,
  BundleFacts,
  BundleProfile,
  DeployPlan,
  Device,
  Finding,
  Home,
  ProbeReport,
  Rung,
  ServerCertificate,
  Settings,
  VaultStatus,
} from './entities.ts';
import type { Result } from './failure.ts';
import {
  bundleProfileField,
  deviceDaysField,
  filePassphraseField,
  homeUrlField,
  idField,
  keyAlgorithmField,
  nameField,
  type OwnProxyDraft,
  ownProxyDraftSchema,
  platformField,
  proxyFolderField,
  serverDaysField,
  serverNamesField,
  upstreamField,
  vaultPassphraseField,
} from './fields.ts';
import type { ImportOffer } from './inspection.ts';

declare const replyType: unique symbol;
/** Carries a reply's type beside its channel; nothing of it exists at run time. */
interface ReplyType<T> {
  readonly [replyType]?: T;
}
const reply = <T>(): ReplyType<T> => ({});

const nothing = z.undefined();
const ofHome = z.object({ homeId: idField });
const ofDevice = z.object({ deviceId: idField });
const ofImport = z.object({ importId: idField });
const ofExport = z.object({ exportId: idField });
const proxySetup = z.object({
  homeId: idField,
  target: z.literal('nginx'),
  upstream: upstreamField,
  folder: proxyFolderField,
  ipv6: z.boolean(),
});
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
  readonly profile: BundleProfile;
  readonly bundle: BundleFacts;
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
  'home:create': { request: z.object({ name: nameField, url: homeUrlField }), reply: reply<Home>() },
  'home:change': { request: z.object({ homeId: idField, name: nameField, url: homeUrlField }), reply: reply<Home>() },
  'home:use-public-certificate': { request: ofHome, reply: reply<Home>() },

  'authority:list': { request: nothing, reply: reply<readonly Authority[]>() },
  'authority:create': { request: z.object({ homeId: idField, name: nameField, key: keyAlgorithmField }), reply: reply<Authority>() },
  'authority:back-up': {
    request: z.object({ authorityId: idField, passphrase: filePassphraseField }),
    reply: reply<Saved<SavedFile & { readonly authority: Authority }>>(),
  },
  'authority:save-certificate': { request: z.object({ authorityId: idField }), reply: reply<Saved<SavedFile>>() },

  'certificate:list': { request: nothing, reply: reply<readonly ServerCertificate[]>() },
  'certificate:lint-server': { request: serverCertificatePlan, reply: reply<readonly Finding[]>() },
  'certificate:issue-server': { request: serverCertificatePlan, reply: reply<ServerCertificate>() },

  'deploy:preview': { request: proxySetup, reply: reply<DeployPlan>() },
  'deploy:save': { request: proxySetup, reply: reply<Saved<SavedFile & { readonly files: readonly string[]; readonly home: Home }>>() },

  'device:list': { request: nothing, reply: reply<readonly Device[]>() },
  'device:issue': {
    request: z.object({
      homeId: idField,
      name: nameField,
      platform: platformField,
      key: keyAlgorithmField.optional(),
      validityDays: deviceDaysField.optional(),
    }),
    reply: reply<Device>(),
  },
  'device:remove': { request: ofDevice, reply: reply<null>() },

  'passphrase:suggest': { request: nothing, reply: reply<{ readonly passphrase: string }>() },
  'bundle:export': {
    request: z.object({ deviceId: idField, profile: bundleProfileField }),
    reply: reply<Saved<ExportedBundle & { readonly device: Device }>>(),
  },
  'bundle:reveal': { request: ofExport, reply: reply<null>() },
  'bundle:share': { request: ofExport, reply: reply<null>() },
  'bundle:drag': { request: ofExport, reply: reply<null>() },

  'import:choose': { request: nothing, reply: reply<readonly ImportOffer[]>() },
  /** Only the preload sends this one, with the path of a file that was dropped. */
  'import:offer': { request: z.object({ path: z.string().min(1).max(4096) }), reply: reply<ImportOffer>() },
  'import:list': { request: nothing, reply: reply<readonly ImportOffer[]>() },
  'import:open': { request: z.object({ importId: idField, passphrase: z.string().max(1000) }), reply: reply<ImportOffer>() },
  'import:keep': {
    request: z.object({ importId: idField, name: nameField, platform: platformField, homeId: idField.nullable() }),
    reply: reply<Device>(),
  },
  'import:export': { request: z.object({ importId: idField, profile: bundleProfileField }), reply: reply<Saved<ExportedBundle>>() },
  'import:discard': { request: ofImport, reply: reply<null>() },

  'probe:start': {
    request: z.union([z.object({ homeId: idField, deviceId: idField.nullable() }), z.object({ url: homeUrlField, importId: idField })]),
    reply: reply<{ readonly jobId: string }>(),
  },
  'job:cancel': { request: z.object({ jobId: idField }), reply: reply<null>() },

  'clipboard:copy': {
    /** A secret is cleared after 60 s, unless something else was copied since. */
    request: z.object({ text: z.string().max(200_000), secret: z.boolean() }),
    reply: reply<null>(),
  },

  'draft:read': { request: nothing, reply: reply<OwnProxyDraft | null>() },
  'draft:save': { request: ownProxyDraftSchema, reply: reply<null>() },
  'draft:discard': { request: nothing, reply: reply<null>() },
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
  readonly 'job:done': { readonly jobId: string; readonly outcome: Result<ProbeReport> };
  /** A file was opened by double-click, by argument or through the menu. */
  readonly 'import:offered': Result<ImportOffer>;
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
  /** Offers files that were dropped; their paths never enter the page. */
  offerDropped(files: readonly File[]): Promise<readonly Result<ImportOffer>[]>;
}
