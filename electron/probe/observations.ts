import type { Step, Trouble } from './step.ts';

/** Where the probe knocks. */
export interface Target {
  /** The origin as it was asked for: `https://ha.example:8443`. */
  readonly origin: string;
  /** A DNS name, or an IP address without brackets. */
  readonly host: string;
  readonly port: number;
}

/** The device certificate that is shown at the door. */
export interface ShownIdentity {
  readonly name: string;
  readonly notBefore: string; // ISO 8601, UTC
  readonly notAfter: string; // ISO 8601, UTC
  readonly inDate: boolean;
}

/** An address that did not take a connection. */
export interface Missed {
  readonly address: string;
  readonly trouble: Trouble;
}

/** A finished handshake. It proves nothing about the door: TLS 1.3 refuses only afterwards. */
export interface Handshake {
  readonly protocol: string;
  readonly cipher: string;
  /** The certificates as sent, leaf first, DER. */
  readonly chain: readonly Uint8Array[];
  readonly subject: string;
  readonly issuer: string;
  /** `DNS:ha.example`, `IP:192.168.1.20`; empty where it names none. */
  readonly names: readonly string[];
  readonly notBefore: string; // ISO 8601, UTC
  readonly notAfter: string; // ISO 8601, UTC
  readonly inDate: boolean;
  readonly nameMatches: boolean;
  /** Why the chain leads to no trusted root, as OpenSSL names it; null where it does. */
  readonly distrust: string | null;
}

/** An HTTP answer, its body cut at 64 KB. */
export interface Answer {
  readonly status: number;
  readonly server: string;
  readonly location: string;
  readonly body: string;
}

/** What the WebSocket endpoint said first. */
export type Greeting =
  | { readonly kind: 'auth-required'; readonly version: string | null }
  | { readonly kind: 'other-message'; readonly body: string }
  /** It answered as plain HTTP instead of upgrading. */
  | { readonly kind: 'not-upgraded'; readonly answer: Answer };

/** One fresh connection: the handshake, then one question. */
export interface Visit<T> {
  readonly handshake: Step<Handshake>;
  /** Null where the handshake failed. */
  readonly reply: Step<T> | null;
}

/** Everything a run saw. Null is what was not tried, or not yet. */
export interface Observations {
  readonly target: Target;
  readonly identity: ShownIdentity | null;
  readonly name: Step<readonly string[]> | null;
  /** The address that took a connection; all visits go there. */
  readonly reached: Step<string> | null;
  readonly missed: readonly Missed[];
  readonly stranger: Visit<Answer> | null;
  readonly device: Visit<Answer> | null;
  readonly webSocket: Visit<Greeting> | null;
}
