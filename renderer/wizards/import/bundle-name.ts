import type { BundleFacts } from '../../../electron/contract/entities.ts';

/** What to call a bundle: its leaf's common name, else its subject, else the file. */
export function bundleName({ chain: [leaf] }: BundleFacts, fileName: string): string {
  return leaf?.commonName || leaf?.subject || fileName;
}
