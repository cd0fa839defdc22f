import type { InspectedCertificate, OpenedFile } from '../../../electron/contract/inspection.ts';

/** The certificate that can be shown at a door, if there is one. */
export const leafOf = ({ inspection, leaf }: OpenedFile): InspectedCertificate | undefined =>
  inspection.facts.certificates.find(({ fingerprint }) => fingerprint === leaf);

/** What to call a certificate or a request: its common name, else its subject, else the file. */
export const certificateName = (named: Pick<InspectedCertificate, 'commonName' | 'subject'> | undefined, fileName: string): string =>
  named?.commonName || named?.subject || fileName;

/** The common name in a distinguished name (RFC 4514), as people write it; the whole name where there is none. */
export function commonNameIn(name: string): string {
  const parts = name.match(/(?:\\.|[^\\,+])+/g) ?? [];
  const [, written] = parts.map((part) => /^ ?CN=(.+)/.exec(part)).find((found) => found !== null) ?? [];
  return written?.replace(/\\([\\"+,;<># ])/g, '$1') ?? name;
}
