/** Handing a bundle to a phone over the local network: one link, one download, five minutes. */

/** How long a link is good. */
export const handoffLifeMs = 5 * 60_000;

export const networkKinds = ['wifi', 'ethernet', 'network', 'vpn', 'virtual'] as const;
/** What an interface seems to be, by its name; `network` where the name does not tell. */
export type NetworkKind = (typeof networkKinds)[number];

/** An address of this computer at which others in the same network may find it. */
export interface LocalAddress {
  readonly address: string; // as browsers write it: `192.168.1.20`, `fd00::20`
  readonly interface: string; // `wlan0`, `Wi-Fi`
  readonly kind: NetworkKind;
  readonly cidr: string; // the address and how much of it is the network's: `192.168.1.20/24`
}

export const handsets = ['ios', 'android', 'mac', 'windows', 'other'] as const;
/** What a browser says it runs on. An iPad says that it is a Mac. */
export type Handset = (typeof handsets)[number];

/** Who asked. */
export interface Visitor {
  readonly address: string;
  readonly handset: Handset;
}

/** How far a link has come. The last four are ends. */
export type HandoffState =
  | { readonly phase: 'waiting' }
  | { readonly phase: 'opened'; readonly by: Visitor }
  | { readonly phase: 'downloaded'; readonly by: Visitor }
  | { readonly phase: 'expired' }
  | { readonly phase: 'stopped' }
  /** Closed since somebody tried links that were never given out. */
  | { readonly phase: 'guessed' };

/** A link that is open. */
export interface Handoff {
  readonly handoffId: string;
  readonly url: string;
  readonly expiresAt: string; // ISO 8601, UTC
  readonly address: LocalAddress;
  /** Whether this computer itself gets an answer there; a firewall may still keep others out. */
  readonly answersHere: boolean;
}

/** What has become of a link. */
export interface HandoffChange {
  readonly handoffId: string;
  readonly state: HandoffState;
  /** How many requests were turned away so far. */
  readonly refused: number;
}
