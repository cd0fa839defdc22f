import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readCertificate } from '../../electron/pki/certificate.ts';
import { fromPem } from '../../electron/pki/pem.ts';

/** All hosts of the park are below it. */
export const domain = 'home.example';
export const dayMs = 86_400_000;
/** When `ended.crl` was to be replaced by a newer list. */
export const listEndedAt = new Date(Date.now() - 3 * dayMs);

/** The files of the park, in one folder. */
export class World {
  readonly folder: string;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.folder = folder;
  }

  /** @returns the path of `phone.crt`, `phone.key`, `server.pem` … */
  file(name: string): string {
    return path.join(this.folder, name);
  }

  put(name: string, text: string): void {
    writeFileSync(this.file(name), text);
  }

  text(name: string): string {
    return readFileSync(this.file(name), 'utf8');
  }

  /** Puts a certificate and its key into one file, as HAProxy reads them. @returns its path */
  bundle(name: string): string {
    this.put(`${name}.pem`, this.text(`${name}.crt`) + this.text(`${name}.key`));
    return this.file(`${name}.pem`);
  }

  /** @returns the certificates of a PEM file, DER. */
  certificates(name: string): readonly Uint8Array[] {
    return fromPem(this.text(`${name}.crt`)).map(({ der }) => der);
  }

  /** @returns a certificate's subject and fingerprint, as the app knows its authorities. */
  authority(name: string): { readonly subject: string; readonly fingerprint: string } {
    const { subject, fingerprint } = readCertificate(this.certificates(name)[0] ?? new Uint8Array());
    return { subject, fingerprint };
  }
}
