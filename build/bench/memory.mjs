import { readdir, readFile } from 'node:fs/promises';

/**
 * @param {string} file
 * @returns {Promise<string>} empty where the process has ended meanwhile
 */
const read = (file) => readFile(file, 'utf8').catch(() => '');

/** @returns {Promise<Map<number, number>>} process -> its parent */
async function parents() {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const rows = await Promise.all(
    pids.map(async (pid) => {
      // The name in brackets may hold anything; the parent is the second field after it (proc(5)).
      const [, parent] = (await read(`/proc/${pid}/stat`)).replace(/^.*\) /s, '').split(' ');
      return /** @type {const} */ ([Number(pid), Number(parent)]);
    }),
  );
  return new Map(rows);
}

/**
 * What a process and all its descendants keep in memory. A page that several share counts in parts (PSS), so the sum is true.
 *
 * @param {number} pid
 * @returns {Promise<number>} MiB
 */
export async function memoryOfTree(pid) {
  const parentOf = await parents();
  const isInTree = (/** @type {number} */ process) => {
    for (let at = process; at > 0; at = parentOf.get(at) ?? 0) if (at === pid) return true;
    return false;
  };
  const members = [...parentOf.keys()].filter(isInTree);
  const sizes = await Promise.all(
    members.map(async (member) => Number((await read(`/proc/${member}/smaps_rollup`)).match(/^Pss: +(\d+) kB/m)?.[1] ?? 0)),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}
