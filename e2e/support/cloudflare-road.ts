import path from 'node:path';
import { expect, type Locator } from '@playwright/test';
import { type CloudflareStep, cloudflareSteps } from '../../electron/contract/cloudflare.ts';
import type { Cloudflare } from './cloudflare.ts';
import type { Latchkey } from './latchkey.ts';
import { type ExportedFile, Road } from './road.ts';

/** Called when a step shows its outcome, just before it is left. */
type Look = (step: CloudflareStep) => Promise<void>;

interface SignedCertificate {
  readonly name: string;
  /** Text before and after it. */
  readonly around?: string;
  readonly leadsTo?: CloudflareStep;
}

/** Walks the Cloudflare wizard as a person does: by what is written on the page, and by what is copied from it. */
export class CloudflareRoad {
  readonly #latchkey: Latchkey;
  readonly #cloudflare: Cloudflare;
  readonly #look: Look;

  constructor(latchkey: Latchkey, cloudflare: Cloudflare, look: Look = () => Promise.resolve()) {
    this.#latchkey = latchkey;
    this.#cloudflare = cloudflare;
    this.#look = look;
  }

  /** From the welcome into the wizard. */
  async begin(): Promise<void> {
    await this.button(/I use Cloudflare/).click();
    await this.at('address');
  }

  async address({ name }: { readonly name: string }): Promise<void> {
    await this.#field('Name').fill(name);
    await this.#field('Address').fill(`https://${this.#cloudflare.host}`);
    await this.#leave('address', 'prepare');
  }

  /** Ticks what cannot be seen from here; the rest ticks itself. */
  async prepare(): Promise<void> {
    await expect(this.#task('Your domain is at Cloudflare')).toBeChecked({ timeout: 20_000 });
    await this.#task('An account at Cloudflare').check();
    await this.#task('WebSockets are on').check();
    await this.#leave('prepare', 'tunnel');
  }

  async tunnel(): Promise<void> {
    await expect(this.#task(`The tunnel answers for ${this.#cloudflare.host}`)).toBeChecked({ timeout: 20_000 });
    await expect(this.#task('“Always Use HTTPS” is on')).toBeChecked();
    await this.#task('The tunnel exists').check();
    await this.#task('Encryption is “Full (strict)”').check();
    await this.#leave('tunnel', 'connector');
  }

  /** Starts the connector, which Latchkey sees by itself. */
  async connector(): Promise<void> {
    this.#cloudflare.tunnel.isUp = false;
    await this.button('Check again').click();
    await expect(this.page.getByText('Cloudflare has no connection to your tunnel.')).toBeVisible({ timeout: 20_000 });
    this.#cloudflare.tunnel.isUp = true;
    await this.button('Check again').click();
    await expect(this.#task('Home Assistant trusts the tunnel')).toBeChecked({ timeout: 20_000 });
    await expect(this.#task('The connector runs')).toBeChecked();
    await this.#leave('connector', 'device');
  }

  async device({ name }: { readonly name: string }): Promise<void> {
    await this.#field('Name').fill(name);
    await this.#look('device');
    await this.button('Make request').click();
    await this.at('certificate');
  }

  /** Copies the request, has it signed and pastes what came back. */
  async certificate({ name, around = '', leadsTo = 'hostname' }: SignedCertificate): Promise<void> {
    const signed = await this.#cloudflare.sign(await this.#copy('the request'));
    await this.#field('What Cloudflare gave you').fill(`${around}${signed}${around}`);
    await expect(this.page.getByText(`This certificate belongs to the key of ${name}`)).toBeVisible();
    await expect(this.page.getByText('Cloudflare’s own authority signed it')).toBeVisible();
    await this.#look('certificate');
    await this.button('Attach it').click();
    await this.at(leadsTo);
  }

  /** Types the name into Cloudflare's form, which appends the domain. */
  async hostname(): Promise<void> {
    const { zone } = this.#cloudflare;
    const name = await this.#copy('the name');
    zone.hostnames.push(name.endsWith(zone.name) ? name : `${name}.${zone.name}`);
    await this.#look('hostname');
    await this.button('I saved it').click();
    await this.at('rule');
  }

  /** Puts the rule in place as it is copied. */
  async rule(): Promise<void> {
    const [description, expression] = [await this.#copy('the name of the rule'), await this.#copy('Expression of the rule')];
    const rule = { id: 'e'.repeat(32), action: 'block', expression, description, enabled: true };
    this.#cloudflare.zone.ruleset = { id: 'd'.repeat(32), rules: [rule] };
    await this.button('Check again').click();
    await expect(this.page.getByText('Cloudflare turns strangers away.')).toBeVisible({ timeout: 20_000 });
    await this.#look('rule');
    await this.button('I deployed it').click();
    await this.at('export');
  }

  async export(folder: string): Promise<ExportedFile> {
    const { file, passphrase } = await new Road(this.#latchkey).saveBundle(folder);
    await this.#leave('export', 'test');
    return { file: path.resolve(file), passphrase };
  }

  /** Knocks, waits for the verdict and goes on, whatever it is. */
  async test(): Promise<void> {
    await this.button('Test connection').click();
    await expect(this.button('Test again')).toBeVisible({ timeout: 40_000 });
    await this.#look('test');
    await this.button('Next').or(this.button('Later')).click();
    await this.at('phone');
  }

  async finish(): Promise<void> {
    await this.#look('phone');
    await this.button('Finish').click();
    await expect(this.page.locator('[aria-current="step"]')).toHaveCount(0);
  }

  /** Goes on with the draft, from Home or the welcome. */
  async resume(): Promise<void> {
    await this.page.getByRole('button', { name: /^Go on/ }).click();
    await expect(this.page.locator('[aria-current="step"]')).toBeVisible();
  }

  /** Enters a token and sees what would change. */
  async connect(): Promise<void> {
    await this.page.getByText('With an API token', { exact: true }).click();
    await this.page.getByLabel('API token', { exact: true }).fill(this.#cloudflare.token);
    await this.button('Connect').click();
    await expect(this.page.getByText('Connected to Cloudflare')).toBeVisible();
  }

  /** Waits until a step is the one. */
  async at(step: CloudflareStep): Promise<void> {
    const rail = this.page.getByRole('navigation', { name: 'Steps' }).getByRole('listitem');
    await expect(rail.nth(cloudflareSteps.indexOf(step))).toHaveAttribute('aria-current', 'step', { timeout: 30_000 });
  }

  get page() {
    return this.#latchkey.page;
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  #copy(thing: string): Promise<string> {
    return new Road(this.#latchkey).copy(thing);
  }

  async #leave(step: CloudflareStep, next: CloudflareStep): Promise<void> {
    await this.#look(step);
    await this.button('Next').click();
    await this.at(next);
  }

  #task(name: string): Locator {
    return this.page.getByRole('checkbox', { name, exact: true });
  }

  #field(label: string): Locator {
    return this.page.getByRole('textbox', { name: label, exact: true });
  }
}
