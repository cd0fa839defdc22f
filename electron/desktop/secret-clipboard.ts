/** The part of the system clipboard that is used. */
export interface Clipboard {
  readText(): string;
  writeText(text: string): void;
  clear(): void;
}

/** How long a copied secret stays: time to paste it once. */
export const secretStaysMs = 60_000;

/**
 * Copies text. A secret is cleared after a minute, unless something else was copied since.
 *
 * @param schedule runs work after some milliseconds; passed in so that tests need not wait
 * @returns `copy`, and `clearNow` for the moment the app quits
 */
export function secretClipboard(clipboard: Clipboard, schedule: (work: () => void, ms: number) => unknown) {
  let current: string | null = null;

  function clearNow(): void {
    if (current !== null && clipboard.readText() === current) clipboard.clear();
    current = null;
  }

  return {
    clearNow,
    copy(text: string, { secret }: { readonly secret: boolean }): void {
      clipboard.writeText(text);
      current = secret ? text : null;
      if (!secret) return;
      schedule(() => {
        if (current === text) clearNow();
      }, secretStaysMs);
    },
  };
}
