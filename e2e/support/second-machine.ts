import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { electronExecutable } from './latchkey.ts';

/** What a phone saw of a link. */
export interface PhoneVisit {
  readonly html: string;
  readonly download: { readonly state: string; readonly file: string; readonly type: string } | null;
  /** What the link showed afterwards. */
  readonly after: string;
  readonly answers: readonly { readonly url: string; readonly status: number }[];
}

interface PhoneWish {
  readonly url: string;
  readonly userAgent: string;
  readonly languages: string;
  /** Where it saves what it downloads; null where it only looks. */
  readonly folder: string | null;
}

const run = promisify(execFile);
const ip = (...args: readonly string[]): void => void execFileSync('ip', args, { stdio: 'pipe' });

/**
 * A machine of its own: a network namespace with a cable to each of two networks that this computer is in as well. Needs Linux,
 * root and iproute2.
 */
export class SecondMachine {
  readonly #name = `lk${process.pid}`;
  /** Two networks that another run on this computer hardly takes at the same time. */
  readonly #networks = [0, 1].map((cable) => `10.231.${(process.pid % 100) * 2 + cable}`);
  /** This computer's addresses: the one in the chosen network, and one in another. */
  readonly here = `${this.#networks[0]}.1`;
  readonly hereToo = `${this.#networks[1]}.1`;
  /** Its own addresses there. */
  readonly there = `${this.#networks[0]}.2`;
  readonly thereToo = `${this.#networks[1]}.2`;

  /** Whether this machine lets us make one; said once, loudly, where it does not. */
  static isPossible(): boolean {
    const isPossible = process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('ip', ['netns', 'list']).status === 0;
    if (!isPossible)
      console.warn('SKIPPED: a second machine takes Linux, root and iproute2, so no phone comes over the network in this run');
    return isPossible;
  }

  /** What the chosen network is called on this computer. */
  get interface(): string {
    return `${this.#name}a`;
  }

  start(): void {
    ip('netns', 'add', this.#name);
    this.#inside('ip', 'link', 'set', 'lo', 'up');
    this.#connect('a', this.here, this.there);
    this.#connect('b', this.hereToo, this.thereToo);
  }

  stop(): void {
    for (const cable of ['a', 'b']) spawnSync('ip', ['link', 'del', `${this.#name}${cable}`]);
    spawnSync('ip', ['netns', 'del', this.#name]);
  }

  /** One request by curl. @returns the status, 0 where no answer came */
  async curl(url: string, ...args: readonly string[]): Promise<number> {
    const line = [
      'netns',
      'exec',
      this.#name,
      'curl',
      '--silent',
      '--max-time',
      '5',
      '--output',
      '/dev/null',
      '--write-out',
      '%{http_code}',
    ];
    const said = await run('ip', [...line, ...args, url]).catch((refused: { readonly stdout: string }) => refused);
    return Number(said.stdout);
  }

  /** Opens a link in a real Chromium. */
  async visit(wish: PhoneWish): Promise<PhoneVisit> {
    const profile = mkdtempSync(path.join(tmpdir(), 'latchkey-phone-'));
    try {
      const phone = [electronExecutable(), '--no-sandbox', `--user-data-dir=${profile}`, path.join(import.meta.dirname, 'phone')];
      const env = { ...process.env, PHONE_VISIT: JSON.stringify(wish) };
      const { stdout } = await run('ip', ['netns', 'exec', this.#name, ...phone], { env, timeout: 30_000 });
      const { seen } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { readonly seen: PhoneVisit };
      return seen;
    } finally {
      rmSync(profile, { recursive: true, force: true });
    }
  }

  #inside(...command: readonly string[]): void {
    ip('netns', 'exec', this.#name, ...command);
  }

  #connect(cable: string, here: string, there: string): void {
    const [near, far] = [`${this.#name}${cable}`, `${this.#name}${cable}2`];
    ip('link', 'add', near, 'type', 'veth', 'peer', 'name', far, 'netns', this.#name);
    ip('address', 'add', `${here}/24`, 'dev', near);
    ip('link', 'set', near, 'up');
    this.#inside('ip', 'address', 'add', `${there}/24`, 'dev', far);
    this.#inside('ip', 'link', 'set', far, 'up');
  }
}
