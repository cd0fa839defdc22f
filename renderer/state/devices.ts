import { invoke } from '../bridge.ts';
import { createRecords } from './records.ts';

/** Device certificates, our own and those that were brought along. */
export const useDevices = createRecords(
  () => invoke('device:list', undefined),
  (device) => device.id,
);
