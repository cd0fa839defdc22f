import path from 'node:path';
import { parseArgs } from 'node:util';
import type { BundleProfile, KeyAlgorithm } from '../../electron/contract/entities.ts';

/** What a demo makes, and where it leaves it. */
export interface DemoOptions {
  /** Absolute. */
  readonly out: string;
  /** Of the authority and the device; null leaves both to the app. */
  readonly key: KeyAlgorithm | null;
  readonly profile: BundleProfile;
}

const keys: readonly KeyAlgorithm[] = ['p256', 'p384', 'rsa2048', 'rsa3072', 'rsa4096'];
const profiles: readonly BundleProfile[] = ['compatible', 'modern'];

/** @throws Error whose message is for the person who typed. */
export function readOptions(args: readonly string[]): DemoOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string', default: 'demo-out' },
      key: { type: 'string' },
      profile: { type: 'string', default: 'compatible' },
    },
  });
  const out = path.resolve(values.out);
  if (!/^[A-Za-z0-9/._+@-]+$/.test(out))
    throw new Error(`--out ${out}: use letters, digits and / . _ + @ - only, as nginx reads this path`);
  return {
    out,
    key: values.key === undefined ? null : oneOf('--key', keys, values.key),
    profile: oneOf('--profile', profiles, values.profile),
  };
}

function oneOf<T extends string>(option: string, allowed: readonly T[], typed: string): T {
  const found = allowed.find((value) => value === typed);
  if (found === undefined) throw new Error(`${option} ${typed}: one of ${allowed.join(', ')}`);
  return found;
}
