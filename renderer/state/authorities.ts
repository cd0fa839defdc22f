import { invoke } from '../bridge.ts';
import { createRecords } from './records.ts';

/** Device and server authorities. */
export const useAuthorities = createRecords(
  () => invoke('authority:list', undefined),
  (authority) => authority.id,
);
