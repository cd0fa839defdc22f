import type { FileFindingCode, Inspection } from '../../../electron/contract/inspection.ts';

/** What phones refuse a file for, though its key and certificates are fine. */
const refusedForms: readonly FileFindingCode[] = [
  'bundle-form-refused',
  'bundle-encryption-refused',
  'bundle-mac-refused',
  'bundle-mac-unread',
  'bundle-passphrase-empty',
];

/** What is gone once key and certificates are saved again. */
const mendable: readonly FileFindingCode[] = [
  ...refusedForms,
  'bundle-encryption-obsolete',
  'bundle-iterations-refused',
  'key-unprotected',
];

/** Whether phones refuse the file as it is and would take the same in the Compatible form. */
export const needsMending = ({ findings }: Inspection): boolean => findings.some(({ code }) => refusedForms.includes(code));

/** Whether saving key and certificates again makes an end of a finding. */
export const isMendable = (code: FileFindingCode): boolean => mendable.includes(code);
