import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { mainConfiguration } from '../../e2e/support/nginx.ts';
import type { ProbeReport } from '../../electron/contract/entities.ts';

/** The folder in which a demo leaves what it made; what an earlier demo left there goes first. */
export class OutFolder {
  readonly #folder: string;
  #pictures = 0;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    for (const name of this.list().filter((file) => /^\d\d-.*\.png$/.test(file))) rmSync(this.at(name));
    // nginx makes its temporary folders in here, but not this one.
    mkdirSync(this.at('.nginx'), { recursive: true });
  }

  at(name: string): string {
    return path.join(this.#folder, name);
  }

  /** @returns the names of what lies here, in order. */
  list(): readonly string[] {
    return readdirSync(this.#folder).filter((name) => !name.startsWith('.'));
  }

  /** `01-welcome.png`, `02-address.png`, … */
  async picture(page: Page, name: string): Promise<void> {
    this.#pictures += 1;
    await page.screenshot({ path: this.at(`${String(this.#pictures).padStart(2, '0')}-${name}.png`) });
  }

  /** Takes over the folder that the app wrote, and makes nginx.conf of it: the app's words, untouched, in an http context. */
  takeProxyFiles(written: string): void {
    for (const name of ['ca.crt', 'server-ca.crt', 'server.crt', 'server.key']) this.#take(path.join(written, name), name);
    writeFileSync(this.at('nginx.conf'), mainConfiguration(readFileSync(path.join(written, 'latchkey.conf'), 'utf8'), this.at('.nginx')));
  }

  takeBundle(file: string, passphrase: string): void {
    this.#take(file, 'device.p12');
    writeFileSync(this.at('passphrase.txt'), `${passphrase}\n`, { mode: 0o600 });
  }

  /** Writes report.json: the app's own report. */
  writeReport(report: ProbeReport | null): ProbeReport {
    if (report === null) throw new Error('the app gave no report');
    writeFileSync(this.at('report.json'), `${JSON.stringify(report, null, 2)}\n`);
    return report;
  }

  #take(from: string, name: string): void {
    copyFileSync(from, this.at(name));
    if (/\.(key|p12)$/.test(name)) chmodSync(this.at(name), 0o600);
  }
}
