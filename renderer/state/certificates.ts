import { invoke } from '../bridge.ts';
import { createRecords } from './records.ts';

/** Server certificates that a server authority of ours issued. */
export const useCertificates = createRecords(
  () => invoke('certificate:list', undefined),
  (certificate) => certificate.id,
);
