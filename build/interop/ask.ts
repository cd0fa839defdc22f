import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';

const locale = { LC_ALL: 'C.UTF-8' };

/** Whether a program can be started. */
export const isPresent = (program: string): boolean => spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;

interface Asking {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  /** `any` for a program whose exit code is no verdict. */
  readonly exitCodes?: 'any';
}

/**
 * Asks a program that knows nothing of us.
 *
 * @returns what it wrote on standard output.
 * @throws Error with the last lines that it wrote, where it says no or nothing in time.
 */
export function ask(
  program: string,
  args: readonly string[],
  { input = '', env = {}, timeoutMs = 60_000, exitCodes }: Asking = {},
): Promise<string> {
  const settings = { timeout: timeoutMs, maxBuffer: 2 ** 26, env: { ...process.env, ...locale, ...env } };
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, settings, (error, stdout, stderr) => {
      const isVerdict = exitCodes === 'any' && typeof error?.code === 'number';
      if (error && !isVerdict) reject(new Error(lastWords(stderr, stdout) || error.message, { cause: error }));
      else resolve(stdout);
    });
    // Some close their input unread.
    child.stdin?.on('error', () => undefined).end(input);
  });
}

/** @throws Error where the program says yes, with what it was to refuse. */
export async function mustRefuse(what: string, asking: Promise<unknown>): Promise<void> {
  const refused = await asking.then(
    () => false,
    () => true,
  );
  if (!refused) throw new Error(`accepted ${what}`);
}

const lastWords = (...texts: readonly string[]): string => {
  const lines = texts.flatMap((text) => text.split('\n').map((line) => line.trim())).filter((line) => line !== '');
  return lines.slice(-3).join(' / ').slice(0, 400);
};

/** A program that is slow to start, so it is kept: it answers a line with a line, `ok` or `no` and what it has to say, by tabs. */
export class Companion {
  readonly #child: ChildProcess;
  readonly #answers: AsyncIterator<string>;
  #turn: Promise<unknown> = Promise.resolve();
  #complaint = '';

  constructor(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const child = spawn(program, args, { env: { ...process.env, ...locale, ...env }, stdio: 'pipe' });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#complaint += text;
    });
    child.stdin.on('error', () => undefined);
    this.#child = child;
    this.#answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  }

  /** @returns the fields of its answer. @throws Error with its reason for a no. */
  ask(...fields: readonly string[]): Promise<readonly string[]> {
    const answer = this.#turn.then(async () => {
      this.#child.stdin?.write(`${fields.join('\t')}\n`);
      const { done, value } = await this.#answers.next();
      if (done) throw new Error(`ended: ${lastWords(this.#complaint)}`);
      const [verdict, ...rest] = value.split('\t');
      if (verdict !== 'ok') throw new Error(rest.join(' '));
      return rest;
    });
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  /** Ends it, whatever it is at. */
  end(): void {
    this.#child.kill();
  }
}
