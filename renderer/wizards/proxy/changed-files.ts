import type { DeployPlan } from '../../../electron/contract/deploy.ts';

/**
 * The files that have to be put in their places again after a change. The README carries the day on which it was
 * written, so it always differs and says nothing.
 *
 * @param moves whether all go to another place than before; the lines for Home Assistant stay with it
 * @returns names, in the order of the new plan
 */
export function changedFiles(before: DeployPlan, after: DeployPlan, moves: boolean): readonly string[] {
  const known = new Map(before.files.map(({ name, text }) => [name, text]));
  return after.files
    .filter(({ purpose }) => purpose !== 'readme')
    .filter(({ name, text, purpose }) => (moves && purpose !== 'home-assistant') || !known.has(name) || known.get(name) !== text)
    .map(({ name }) => name);
}
