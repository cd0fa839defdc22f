/** Puts facts into the gaps of a catalogue's sentence: `{{name}}`. */
export const fill = (sentence: string, facts: Readonly<Record<string, string | number | boolean>>): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (gap, name: string) => String(facts[name] ?? gap));
