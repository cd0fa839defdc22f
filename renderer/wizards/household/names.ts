import type { Device, Platform } from '../../../electron/contract/entities.ts';
import { type FieldCode, nameField } from '../../../electron/contract/fields.ts';

/** Why a line makes no device. */
export type LineTrouble = FieldCode | 'twice' | 'known';

/** A line of the list, as it was understood. */
export interface NamedDevice {
  readonly name: string;
  readonly platform: Platform;
  readonly trouble: LineTrouble | null;
}

/** Words in a name that tell the kind of device; the first kind that fits is it. */
const hints: readonly (readonly [Platform, RegExp])[] = [
  ['ios', /\b(iphone|ipad|ipod)/i],
  ['macos', /\b(mac|macbook|imac)\b/i],
  [
    'android',
    /\b(android|pixel|galaxy|samsung|oneplus|xiaomi|redmi|poco|huawei|honor|fairphone|nokia|moto|motorola|oppo|realme|sony|xperia)\b/i,
  ],
];

/** @returns what a name says of its device; `other` where it says nothing. */
export const guessPlatform = (name: string): Platform => hints.find(([, words]) => words.test(name))?.[0] ?? 'other';

/** What is known beside the list. */
interface Around {
  /** What the user chose instead of the guess, by name. */
  readonly chosen: ReadonlyMap<string, Platform>;
  /** The devices that the home has already. */
  readonly devices: readonly Device[];
}

/** Reads a list of names, one a line; empty lines, bullets and numbers in front are passed over. */
export function readNames(text: string, { chosen, devices }: Around): readonly NamedDevice[] {
  // a device whose file nobody has is made once: its certificate is taken up again
  const known = new Set(devices.filter(({ revoked, lastExport }) => revoked === null && lastExport !== null).map(({ name }) => name));
  const seen = new Set<string>();
  return linesOf(text).map((line) => {
    const parsed = nameField.safeParse(line);
    const name = parsed.success ? parsed.data : line;
    const code = parsed.error?.issues[0]?.message as FieldCode | undefined;
    const trouble = code ?? (seen.has(name) ? 'twice' : known.has(name) ? 'known' : null);
    seen.add(name);
    return { name, platform: chosen.get(name) ?? guessPlatform(name), trouble };
  });
}

const linesOf = (text: string): readonly string[] =>
  text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').trim())
    .filter((line) => line !== '');
