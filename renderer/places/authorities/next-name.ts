/** A name for what takes another's place: `Lindenweg devices 2` after `Lindenweg devices`. */
export function nextName(name: string): string {
  const [, stem = name, count] = /^(.*?)(?: (\d{1,3}))?$/.exec(name) ?? [];
  return `${stem} ${count === undefined ? 2 : Number(count) + 1}`;
}
