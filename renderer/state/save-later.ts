const delayMs = 300;

interface LaterSaving {
  /** Saves shortly after the last call. */
  readonly soon: () => void;
  /** Saves at once what waits to be saved. */
  readonly now: () => Promise<void>;
  /** Forgets what waits to be saved. */
  readonly never: () => void;
}

/** Saves what is typed once typing pauses. */
export function saveLater(save: () => Promise<void>): LaterSaving {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const never = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const now = async () => {
    if (timer === undefined) return;
    never();
    await save();
  };
  const soon = () => {
    never();
    timer = setTimeout(() => void now(), delayMs);
  };
  return { soon, now, never };
}
