import type { Platform } from '../../electron/contract/entities.ts';
import type { GuideId } from '../../electron/contract/guides.ts';
import type { guidesEn } from '../text/en/guides.ts';

export type GuideStep = keyof (typeof guidesEn)['step'];

/** What a command line has to name. */
export interface CommandFacts {
  /** The address of the home: `https://ha.example`. */
  readonly url: string;
  /** The device, which its files are called after. */
  readonly device: string;
}

/**
 * How a certificate gets into one app, browser or store. The words stand in the catalogue; here stands which of them
 * hold where, who says so (a comment above each row), and since when nobody has looked again.
 */
export interface Guide {
  readonly id: GuideId;
  /** The day on which the guide was last compared with its sources: `2026-11-21`. */
  readonly checkedOn: string;
  readonly platforms: readonly Platform[];
  readonly steps: readonly GuideStep[];
  /** What people meet. */
  readonly troubles: readonly (keyof (typeof guidesEn)['trouble'])[];
  readonly limits: readonly (keyof (typeof guidesEn)['limit'])[];
  readonly log: keyof (typeof guidesEn)['log'] | null;
  /** What to type for a step. */
  readonly commands?: { readonly [S in GuideStep]?: (facts: CommandFacts) => string };
}
