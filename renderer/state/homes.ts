import { invoke } from '../bridge.ts';
import { createRecords } from './records.ts';

/** The Home Assistant addresses that are looked after. */
export const useHomes = createRecords(
  () => invoke('home:list', undefined),
  (home) => home.id,
);
