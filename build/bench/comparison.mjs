/**
 * One line of the answer. A goal bounds the ratio; where there is nothing to compare with, our own figure.
 *
 * @typedef {object} Comparison
 * @property {string} what
 * @property {'ms' | 'MiB'} unit of both figures
 * @property {number} ours
 * @property {number | null} theirs
 * @property {number | null} ratio ours to theirs
 * @property {number | null} goal at most
 * @property {boolean | null} met null without a goal
 */

/** @param {readonly number[]} numbers */
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/**
 * @param {string} what
 * @param {Comparison['unit']} unit
 * @param {ReadonlyArray<{ readonly ours: number, readonly theirs: number }>} rounds each measured close together, so that they share what
 *   else the machine did
 * @param {number | null} goal
 * @returns {Comparison} the median of each column
 */
export function against(what, unit, rounds, goal) {
  const ratio = median(rounds.map(({ ours, theirs }) => ours / theirs));
  const [ours, theirs] = [median(rounds.map((round) => round.ours)), median(rounds.map((round) => round.theirs))];
  return { what, unit, ours, theirs, ratio, goal, met: goal === null ? null : ratio <= goal };
}

/**
 * @param {string} what
 * @param {readonly number[]} figures in ms
 * @param {number | null} goal
 * @returns {Comparison}
 */
export function alone(what, figures, goal) {
  const ours = median(figures);
  return { what, unit: 'ms', ours, theirs: null, ratio: null, goal, met: goal === null ? null : ours <= goal };
}

/** @param {readonly Comparison[]} comparisons */
export function inTable(comparisons) {
  const rows = comparisons.map(({ what, unit, ours, theirs, ratio, goal, met }) => [
    what,
    figure(ours, unit),
    theirs === null ? '' : figure(theirs, unit),
    ratio === null ? '' : ratio.toFixed(2),
    goal === null ? '' : `<= ${ratio === null ? figure(goal, unit) : goal.toFixed(2)}`,
    met === null ? '' : met ? 'met' : 'not met',
  ]);
  const table = [['', 'ours', 'theirs', 'ratio', 'goal', ''], ...rows];
  const widthOf = (/** @type {number} */ column) => Math.max(...table.map((row) => row[column]?.length ?? 0));
  const line = (/** @type {readonly string[]} */ row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widthOf(0)) : cell.padStart(widthOf(column)))).join('  ');
  return table.map((row) => line(row).trimEnd()).join('\n');
}

/** @type {(value: number, unit: Comparison['unit']) => string} */
const figure = (value, unit) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
