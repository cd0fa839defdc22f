import type { FileFinding } from '../../../electron/contract/inspection.ts';
import { formatDate } from '../../text/format.ts';

/** The facts of a finding as its sentence names them: dates as people write them. */
export const shownFacts = (facts: FileFinding['facts']): FileFinding['facts'] =>
  typeof facts['date'] === 'string' ? { ...facts, date: formatDate(facts['date']) } : facts;
