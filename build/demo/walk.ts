import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type HomeAssistant, startHomeAssistant } from '../../e2e/support/home-assistant.ts';
import { Latchkey } from '../../e2e/support/latchkey.ts';
import type { OutFolder } from './out-folder.ts';

/** What is typed on every road. */
export const home = 'Lindenweg';
export const device = 'Anna – iPhone';

/** What a road is walked with: the real app on a fresh profile, and somebody who answers as Home Assistant does. */
export interface Walk {
  /** Not started yet. */
  readonly latchkey: Latchkey;
  readonly homeAssistant: HomeAssistant;
  /** Thrown away at the end. */
  readonly scratch: string;
  /** Where the system's dialogs are answered to save, in `scratch`. */
  readonly documents: string;
  readonly out: OutFolder;
}

/** Walks in a world of its own, and leaves nothing of it but what is put into `out`. */
export async function walking(out: OutFolder, road: (walk: Walk) => Promise<void>): Promise<void> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'latchkey-demo-'));
  const latchkey = new Latchkey({ profile: path.join(scratch, 'profile'), tap: path.join(scratch, 'bridge.jsonl'), keyring: true });
  const homeAssistant = await startHomeAssistant();
  say(`A stand-in answers as Home Assistant does at ${homeAssistant.origin}.`);
  try {
    await road({ latchkey, homeAssistant, scratch, documents: path.join(scratch, 'Documents'), out });
    if (homeAssistant.faults.length > 0) throw new Error(`Home Assistant was asked for ${homeAssistant.faults.join(', ')}`);
  } finally {
    await latchkey.quit();
    await homeAssistant.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Starts the app, in light and without motion. */
export async function begin({ latchkey, out }: Walk): Promise<void> {
  await latchkey.start();
  await latchkey.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await out.picture(latchkey.page, 'welcome');
}

let line = 0;
/** Tells what was done, in a numbered line. */
export function say(what: string): void {
  line += 1;
  console.log(`${String(line).padStart(2)}  ${what}`);
}
