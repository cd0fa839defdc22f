/** The part of the system clipboard that is used. Newer Electron versions read it asynchronously. */
export interface Clipboard {
  readText(): string | Promise<string>;
  writeText(text: string): unknown;
  clear(): unknown;
}

/** How long a copied secret stays: time to paste it once. */
export const secretStaysMs = 60_000;

/**
 * Copies text. A secret is cleared after a minute, unless something else was copied since.
 *
 * @param schedule runs work after some milliseconds; passed in so that tests need not wait
 */
export function secretClipboard(clipboard: Clipboard, schedule: (work: () => void, ms: number) => unknown) {
  let current: { readonly text: string } | null = null;

  /** Clears a secret at once, if it still is what would be pasted. */
  async function clearNow(): Promise<void> {
    const secret = current;
    current = null;
    if (secret !== null && (await clipboard.readText()) === secret.text) clipboard.clear();
  }

  return {
    clearNow,
    holdsSecret: () => current !== null,
    copy(text: string, { secret }: { readonly secret: boolean }): void {
      clipboard.writeText(text);
      const copied = secret ? { text } : null;
      current = copied;
      if (copied) schedule(() => void (current === copied && clearNow()), secretStaysMs);
    },
  };
}
