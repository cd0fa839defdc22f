import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { mainConfiguration } from '../../e2e/support/nginx.ts';
import type { ExportedFile } from '../../e2e/support/road.ts';
import type { ProbeReport } from '../../electron/contract/probe.ts';

/** What a later demo may not write over, since its road or its proxy is another one. */
const leftover = /^(\d\d-.*\.png|latchkey\.(conf|caddy|cfg)|nginx\.conf|server\.crt\.key)$/;

/** The folder in which a demo leaves what it made; what an earlier demo left there goes first. */
export class OutFolder {
  readonly #folder: string;
  readonly #dark: boolean;
  #pictures = 0;

  /** @param dark whether each picture is taken in dark, too. */
  constructor(folder: string, dark: boolean) {
    this.#folder = folder;
    this.#dark = dark;
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder).filter((file) => leftover.test(file))) rmSync(this.at(name));
  }

  at(name: string): string {
    return path.join(this.#folder, name);
  }

  /** `01-welcome.png`, `02-address.png`, …: of a page that is longer than the window one for each windowful. */
  async picture(page: Page, name: string): Promise<void> {
    await page.mouse.move(0, 0); // or something is lit up by it
    const place = page.getByRole('main');
    const [end, step] = await place.evaluate(
      ({ scrollHeight, clientHeight }) => [scrollHeight - clientHeight, 0.8 * clientHeight] as const,
    );
    for (let top = 0; top < end + step; top += step) {
      await place.evaluate((main, to) => main.scrollTo(0, to), top);
      await this.#shoot(page, name);
    }
    await place.evaluate((main) => main.scrollTo(0, 0));
  }

  /** Takes over the folder that the app wrote. */
  takeProxyFiles(written: string): void {
    for (const name of readdirSync(written)) this.#take(path.join(written, name), name);
  }

  /**
   * Makes a whole nginx.conf of the app's file, whose certificates it reads here.
   *
   * @throws Error with nginx's words, where it finds fault with it
   */
  writeNginx(folderOnProxy: string): void {
    mkdirSync(this.at('.nginx'), { recursive: true }); // for its temporary files
    const written = readFileSync(this.at('latchkey.conf'), 'utf8').replaceAll(`${folderOnProxy}/`, this.at('/'));
    writeFileSync(this.at('nginx.conf'), mainConfiguration(written, this.at('.nginx')));
    execFileSync('nginx', ['-t', '-q', '-c', this.at('nginx.conf')], { env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` } });
  }

  takeBundle({ file, passphrase }: ExportedFile): void {
    this.#take(file, 'device.p12');
    writeFileSync(this.at('passphrase.txt'), `${passphrase}\n`, { mode: 0o600 });
  }

  /**
   * Writes report.json: the app's own report.
   *
   * @returns its verdict in a sentence
   * @throws Error where the door is not locked
   */
  writeReport(report: ProbeReport | null): string {
    writeFileSync(this.at('report.json'), `${JSON.stringify(report, null, 2)}\n`);
    if (report?.verdict !== 'locked') throw new Error(`the door should be locked, but the verdict is ${report?.verdict ?? 'missing'}`);
    return `Test connection says: locked, in ${report.durationMs} ms.`;
  }

  async #shoot(page: Page, name: string): Promise<void> {
    this.#pictures += 1;
    const numbered = `${String(this.#pictures).padStart(2, '0')}-${name}`;
    await page.screenshot({ path: this.at(`${numbered}.png`) });
    if (!this.#dark) return;
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.screenshot({ path: this.at(`${numbered}-dark.png`) });
    await page.emulateMedia({ colorScheme: 'light' });
  }

  #take(from: string, name: string): void {
    copyFileSync(from, this.at(name));
    if (/\.(key|p12)$/.test(name)) chmodSync(this.at(name), 0o600);
  }
}
