import type { CauseCode, Verdict } from '../../electron/contract/probe.ts';
import type { Knowledge } from '../../electron/probe/observations.ts';
import type { World } from './world.ts';

/** A host of the park, and what it may use. */
export interface Place {
  readonly id: string;
  readonly host: string;
  readonly address: string; // IPv4
  /** A second IPv4 address. */
  readonly second: string;
  readonly ipv6: string;
  readonly world: World;
}

/** What listens at a place: a part of one program's configuration, or a server in our own process. */
export type Stand =
  | { readonly by: Program; readonly config: (place: Place) => string }
  | { readonly by: 'us'; readonly start: (place: Place) => Promise<void> };

export type Program = 'nginx' | 'haproxy' | 'caddy' | 'caddy-current' | 'apache' | 'home-assistant';
export type Tls = '1.2' | '1.3';

/** A state that a home can be in, and what Test connection must make of it. */
export interface Scenario {
  readonly id: string;
  /** Null where all is well, or where only a stranger knocks. */
  readonly expected: CauseCode | null;
  readonly verdict: Verdict;
  readonly stands: readonly Stand[];
  /** Whose certificate is shown, a file of the world's; `phone` unless told. Null for a stranger. */
  readonly as?: string | null;
  /** Which addresses its name has; a public IPv4 one unless told. */
  readonly at?: 'public' | 'private' | 'ipv6' | 'both' | 'twice' | 'void' | 'unroutable' | 'nowhere';
  /** What stands in the address bar, unless it is `https://` and the host. */
  readonly url?: (place: Place) => string;
  /** What the app knows beyond what it knows of every home. */
  readonly known?: Partial<Knowledge> | ((world: World) => Partial<Knowledge>);
  /** Whether no stand-in can be told to do as the real Home Assistant does here. */
  readonly needsRealHome?: boolean;
  /** How far this computer's clock is ahead. */
  readonly clockAheadDays?: number;
  /** Milliseconds, where the usual limits would hold up the park. */
  readonly limits?: { readonly stepMs: number; readonly totalMs: number };
}

/** A scenario where it happens. */
export interface Settler {
  readonly scenario: Scenario;
  readonly place: Place;
}

/** The same over both versions of TLS, since they refuse differently. */
export const overBoth = (make: (tls: Tls) => Scenario): readonly Scenario[] =>
  (['1.2', '1.3'] as const).map((tls) => {
    const scenario = make(tls);
    return { ...scenario, id: `${scenario.id}-tls-${tls.replace('.', '')}` };
  });

/** A healthy home: no warning whatever. */
export const healthy = (id: string, stands: readonly Stand[], more: Partial<Scenario> = {}): Scenario => ({
  id,
  expected: null,
  verdict: 'locked',
  stands,
  ...more,
});

/** @returns a maker of scenarios with one verdict. */
export const faulty =
  (verdict: Verdict) =>
  (id: string, expected: CauseCode, stands: readonly Stand[], more: Partial<Scenario> = {}): Scenario => ({
    id,
    expected,
    verdict,
    stands,
    ...more,
  });
