import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { systemCode, writeFailure } from '../vault/atomic-file.ts';

const draftPrefix = '.latchkey-draft-';
/** A draft is filled within seconds; one at which nobody has written for so long was left by a crash. */
const staleAfterMs = 60_000;

/**
 * Fills a hidden draft folder, then renames it to the first free name: `name`, `name-2`, … Drafts that a crash left
 * in this place are swept first: there may be a key in them.
 *
 * @returns its path
 * @throws Failure file-write-denied, file-disk-full, file-write-failed
 */
export async function putFolder(place: string, name: string, fill: (draft: string) => Promise<void>, now: Date): Promise<string> {
  let draft: string | undefined;
  try {
    await sweepDrafts(place, now);
    draft = await mkdtemp(path.join(place, draftPrefix));
    await fill(draft);
    await chmod(draft, 0o755);
    for (let count = 1; ; count += 1) {
      const target = path.join(place, count === 1 ? name : `${name}-${count}`);
      if (await claim(target)) {
        await rename(draft, target);
        return target;
      }
    }
  } catch (trouble) {
    if (draft !== undefined) await rm(draft, { recursive: true, force: true });
    throw writeFailure(trouble, path.join(place, name));
  }
}

/** What cannot be looked at or removed is another user's, and stays. */
async function sweepDrafts(place: string, now: Date): Promise<void> {
  const names = (await readdir(place)).filter((name) => name.startsWith(draftPrefix));
  for (const draft of names.map((name) => path.join(place, name))) {
    const changed = await stat(draft).catch(() => null);
    if (changed?.isDirectory() && now.getTime() - changed.mtimeMs > staleAfterMs) {
      await rm(draft, { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

/** Takes a name by making the folder; an empty one may be replaced by a rename. */
async function claim(target: string): Promise<boolean> {
  try {
    await mkdir(target);
    if (process.platform === 'win32') await rm(target, { recursive: true });
    return true;
  } catch (trouble) {
    if (systemCode(trouble) === 'EEXIST') return false;
    throw trouble;
  }
}
