import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Road, roads } from '../../electron/contract/cloudflare.ts';
import type { ProxyTarget } from '../../electron/contract/deploy.ts';
import { type BundleProfile, bundleProfiles, type KeyAlgorithm, keyAlgorithms } from '../../electron/contract/entities.ts';

/** The proxies that a demo can start. */
export const demoTargets = ['nginx', 'caddy', 'haproxy', 'apache'] as const satisfies readonly ProxyTarget[];
export type DemoTarget = (typeof demoTargets)[number];

/** What a demo walks and makes, and where it leaves it. */
export interface DemoOptions {
  /** In the order in which they are walked. */
  readonly roads: readonly Road[];
  /** Absolute. */
  readonly out: string;
  /** Whether each picture is taken in dark, too. */
  readonly dark: boolean;
  /** In front of the own home. */
  readonly target: DemoTarget;
  /** Of the authority and the device on the proxy road; null leaves both to the app. */
  readonly key: KeyAlgorithm | null;
  /** Of the bundle on the proxy road. */
  readonly profile: BundleProfile;
}

/** @throws Error whose message is for the person who typed. */
export function readOptions(args: readonly string[]): DemoOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      road: { type: 'string', default: 'both' },
      out: { type: 'string', default: 'demo-out' },
      dark: { type: 'boolean', default: false },
      target: { type: 'string', default: 'nginx' },
      key: { type: 'string' },
      profile: { type: 'string', default: 'compatible' },
    },
  });
  const out = path.resolve(values.out);
  if (!/^[A-Za-z0-9/._+@-]+$/.test(out))
    throw new Error(`--out ${out}: use letters, digits and / . _ + @ - only, as nginx reads this path`);
  const road = oneOf('--road', [...roads, 'both'], values.road);
  return {
    roads: road === 'both' ? roads : [road],
    out,
    dark: values.dark,
    target: oneOf('--target', demoTargets, values.target),
    key: values.key === undefined ? null : oneOf('--key', keyAlgorithms, values.key),
    profile: oneOf('--profile', bundleProfiles, values.profile),
  };
}

function oneOf<T extends string>(option: string, allowed: readonly T[], typed: string): T {
  const found = allowed.find((value) => value === typed);
  if (found === undefined) throw new Error(`${option} ${typed}: one of ${allowed.join(', ')}`);
  return found;
}
