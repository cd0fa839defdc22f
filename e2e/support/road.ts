import path from 'node:path';
import { expect, type Locator } from '@playwright/test';
import {
  type BundleProfile,
  type KeyAlgorithm,
  type OwnProxyStep,
  ownProxySteps,
  type Platform,
} from '../../electron/contract/entities.ts';
import type { Latchkey } from './latchkey.ts';

/** Called when a step shows its outcome, just before it is left. */
type Look = (step: OwnProxyStep) => Promise<void>;

/** The labels of the choices, as a reader of the window knows them. */
const keyLabels: Readonly<Record<KeyAlgorithm, string>> = {
  p256: 'P-256',
  p384: 'P-384',
  rsa2048: 'RSA-2048',
  rsa3072: 'RSA-3072',
  rsa4096: 'RSA-4096',
};
const platformLabels: Readonly<Record<Platform, string>> = {
  ios: 'iPhone or iPad',
  android: 'Android',
  macos: 'Mac',
  other: 'Another computer or tablet',
};
/** What a proxy is told; what is left out stays as it is. */
export interface ProxyWishes {
  readonly upstream?: string;
  readonly folder?: string;
  readonly openPaths?: readonly string[];
  readonly insidePort?: number;
}

/** A file that the app saved for a device, with the passphrase that it showed. */
export interface ExportedFile {
  readonly file: string;
  readonly passphrase: string;
}

/** Walks the own-proxy wizard as a person does: by what is written on the page. Each method does one step and leaves it. */
export class Road {
  readonly #latchkey: Latchkey;
  readonly #look: Look;

  constructor(latchkey: Latchkey, look: Look = () => Promise.resolve()) {
    this.#latchkey = latchkey;
    this.#look = look;
  }

  /** From the welcome into the wizard. */
  async begin(): Promise<void> {
    await this.#button(/I run a reverse proxy/).click();
    await this.at('address');
  }

  /** Goes on with the draft, from Home or the welcome. */
  async resume(): Promise<void> {
    await this.page.getByRole('button', { name: /^Go on/ }).click();
    await expect(this.page.locator('[aria-current="step"]')).toBeVisible();
  }

  /** Goes to a place by the sidebar. */
  async open(place: 'Home' | 'Devices' | 'Authorities' | 'Settings'): Promise<void> {
    const places = this.page.getByRole('navigation', { name: 'Places' });
    await places.getByRole('button', { name: new RegExp(`^${place}`) }).click();
    await expect(this.page.locator('[aria-current="page"]')).toContainText(place);
  }

  async address({ name, url }: { readonly name: string; readonly url: string }): Promise<void> {
    await this.#field('Name').fill(name);
    await this.#field('Address').fill(url);
    await this.#leave('address', 'authority');
  }

  async authority({ name, key = 'p256' }: { readonly name: string; readonly key?: KeyAlgorithm }): Promise<void> {
    await this.#field('Name').fill(name);
    await this.#chooseKey(key);
    await this.#confirm('Make authority', 'authority', 'backup');
  }

  /** Saves the backup into a folder. */
  async backup(folder: string): Promise<ExportedFile> {
    const passphrase = await this.#field('Passphrase of the backup').inputValue();
    await this.#latchkey.answerDialogsWith(folder);
    await this.#button('Save backup…').click();
    const name = await this.#savedName();
    await this.#leave('backup', 'server');
    return { file: path.join(folder, name), passphrase };
  }

  async skipBackup(): Promise<void> {
    await this.#button('Skip for now').click();
    await this.at('server');
  }

  /** Issues a server certificate of our own for the home's address, or for other names. */
  async ownServerCertificate({ names, days }: { readonly names?: string; readonly days?: string } = {}): Promise<void> {
    await this.choose('Make one for me');
    if (names !== undefined) await this.#field('Names and addresses it must cover').fill(names);
    if (days !== undefined) {
      await this.more();
      await this.#field('Valid for').fill(days);
    }
    await this.#confirm('Issue certificate', 'server', 'target');
  }

  /** Signs a request that a server made, and saves the certificate into a folder. */
  async signServerRequest({ request, names, folder }: { readonly request: string; readonly names?: string; readonly folder: string }) {
    await this.choose('Sign my server’s request (CSR)');
    await this.#latchkey.chooseFile(request);
    await this.#button('Choose request…').click();
    if (names !== undefined) await this.#field('Names and addresses it must cover').fill(names);
    await this.#button('Sign certificate').click();
    await this.#latchkey.answerDialogsWith(folder);
    await this.#button('Save certificate…').click();
    const file = path.join(folder, await this.#savedName());
    await this.#leave('server', 'target');
    return file;
  }

  /** Chooses the proxy by its name. */
  async target(name = 'nginx'): Promise<void> {
    await this.choose(name);
    await this.#leave('target', 'proxy');
  }

  /**
   * Saves the proxy's files.
   *
   * @param folder where the files will lie for the proxy; what is suggested where it is left out
   * @param place what the dialog is answered with
   * @returns the folder that the app made there
   */
  async proxy({ place, ...setup }: ProxyWishes & { readonly place: string }): Promise<string> {
    await this.fillProxy(setup);
    const name = await this.saveProxy(place);
    await this.leaveProxy();
    return name;
  }

  /** Types what a proxy has to be told. */
  async fillProxy({ upstream, folder, openPaths, insidePort }: ProxyWishes): Promise<void> {
    if (upstream !== undefined) await this.page.getByRole('textbox', { name: /^Where does .+ find Home Assistant\?$/ }).fill(upstream);
    if (openPaths !== undefined) {
      await this.choose('Everybody, but some webhooks stay open');
      await this.#field('Open paths').fill(openPaths.join('\n'));
    }
    if (insidePort !== undefined) {
      await this.page.getByRole('checkbox', { name: 'At home, no certificate' }).check();
      await this.#field('Port at home').fill(String(insidePort));
    }
    if (folder === undefined) return;
    await this.more();
    await this.#field('Folder on the proxy').fill(folder);
  }

  /** Saves the files that are shown. @returns the folder that the app made. */
  async saveProxy(place: string): Promise<string> {
    await this.#latchkey.answerDialogsWith(place);
    await this.#button('Save folder…').click();
    return path.join(place, await this.#savedName());
  }

  /** Goes on once the files are saved. */
  async leaveProxy(): Promise<void> {
    await this.#leave('proxy', 'device');
  }

  async device({
    name,
    platform = 'ios',
    key,
  }: {
    readonly name: string;
    readonly platform?: Platform;
    readonly key?: KeyAlgorithm;
  }): Promise<void> {
    await this.#field('Name').fill(name);
    await this.choose(platformLabels[platform]);
    if (key !== undefined) await this.#chooseKey(key);
    const isWarned = key === 'p384'; // not proved on phones: said first, then made all the same
    if (isWarned) await this.#button('Make certificate').click();
    await this.#confirm(isWarned ? 'Make anyway' : 'Make certificate', 'device', 'export');
  }

  /** Saves the device's bundle into a folder. */
  async export(folder: string, profile: BundleProfile = 'compatible'): Promise<ExportedFile> {
    const exported = await this.saveBundle(folder, profile);
    await this.#leave('export', 'test');
    return exported;
  }

  /** Saves the bundle that the page offers and reads the passphrase off the page. */
  async saveBundle(folder: string, profile: BundleProfile = 'compatible'): Promise<ExportedFile> {
    if (profile === 'modern') {
      await this.more();
      await this.choose('Modern');
    }
    await this.#latchkey.answerDialogsWith(folder);
    await this.#button('Save file…').click();
    const name = await this.#savedName();
    const passphrase = await this.page.getByText(/^[a-z0-9]{4}(-[a-z0-9]{4}){4}$/).textContent();
    return { file: path.join(folder, name), passphrase: passphrase ?? '' };
  }

  /** Knocks, waits for the verdict and goes on, whatever it is. */
  async test(): Promise<void> {
    await this.#button('Test connection').click();
    await expect(this.#button('Test again')).toBeVisible({ timeout: 40_000 });
    await this.#look('test');
    await this.#button('Next').or(this.#button('Later')).click();
    await this.at('phone');
  }

  /** Goes past the test, since the proxy is not ready. */
  async testLater(): Promise<void> {
    await this.#look('test');
    await this.#button('Later').click();
    await this.at('phone');
  }

  async finish(): Promise<void> {
    await this.#look('phone');
    await this.#button('Finish').click();
    await expect(this.page.locator('[aria-current="step"]')).toHaveCount(0);
  }

  /** Waits until a step is the one. */
  async at(step: OwnProxyStep): Promise<void> {
    const rail = this.page.getByRole('navigation', { name: 'Steps' }).getByRole('listitem');
    await expect(rail.nth(ownProxySteps.indexOf(step))).toHaveAttribute('aria-current', 'step', { timeout: 30_000 });
  }

  /** Opens what stands under "More". */
  async more(): Promise<void> {
    const summary = this.page.locator('details:not([open]) > summary', { hasText: 'More' });
    if (await summary.isVisible()) await summary.click();
  }

  get page() {
    return this.#latchkey.page;
  }

  /** Presses a copy button. @returns what lies on the clipboard then */
  async copy(thing: string): Promise<string> {
    await this.#button(`Copy ${thing}`).click();
    await expect(this.page.getByText(`Copied: ${thing}`, { exact: true })).toBeAttached();
    return this.#latchkey.app.evaluate(({ clipboard }) => clipboard.readText());
  }

  /** Picks one of a few by its words, which are the larger target. */
  async choose(label: string): Promise<void> {
    await this.page.locator('label').getByText(label, { exact: true }).click();
    await expect(this.page.getByRole('radio', { name: label, exact: true })).toBeChecked();
  }

  async #chooseKey(key: KeyAlgorithm): Promise<void> {
    if (!(await this.page.getByRole('radio', { name: keyLabels[key], exact: true }).isVisible())) await this.more();
    await this.choose(keyLabels[key]);
  }

  /** Presses the button that makes a record, then leaves. */
  async #confirm(button: string, step: OwnProxyStep, next: OwnProxyStep): Promise<void> {
    await this.#look(step);
    await this.#button(button).click();
    await this.at(next);
  }

  async #leave(step: OwnProxyStep, next: OwnProxyStep): Promise<void> {
    await this.#look(step);
    await this.#button('Next').click();
    await this.at(next);
  }

  /** The name in "Saved as NAME in FOLDER". */
  async #savedName(): Promise<string> {
    const line = this.page.getByText(/^Saved as /).first();
    await expect(line).toBeVisible({ timeout: 20_000 });
    return /^Saved as (.+?)(?: in .+)?$/.exec((await line.textContent()) ?? '')?.[1] ?? '';
  }

  #button(name: string | RegExp): Locator {
    return this.page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  #field(label: string): Locator {
    return this.page.getByRole('textbox', { name: label, exact: true });
  }
}
