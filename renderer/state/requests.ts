import { invoke } from '../bridge.ts';
import { createRecords } from './records.ts';

/** Keys of ours that wait for a certificate from an authority elsewhere. */
export const useRequests = createRecords(
  () => invoke('request:list', undefined),
  (request) => request.id,
);
