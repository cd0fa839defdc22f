/** Judges that come from the registries of Go and Python, kept in .cache/judges; who cannot be had is skipped, aloud. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../root.mjs';
import { ask } from './ask.ts';
import type { Skipped } from './report.ts';

const folder = inRoot('.cache/judges');
/** Compiling zlint takes a minute on a busy machine. */
const patience = { timeoutMs: 300_000 };

interface Recipe {
  readonly name: string;
  readonly program: string;
  readonly install: () => Promise<unknown>;
}

const byGo = (name: string, module: string): Recipe => ({
  name,
  program: path.join(folder, name),
  install: () => ask('go', ['install', module], { env: { GOBIN: folder }, ...patience }),
});

const recipes = {
  // Newer ones ask for a module that Go's proxy does not have.
  zlint: byGo('zlint', 'github.com/zmap/zlint/v3/cmd/zlint@v3.6.6'),
  mkcert: byGo('mkcert', 'filippo.io/mkcert@v1.4.4'),
  pkilint: {
    name: 'pkilint',
    program: path.join(folder, 'python/bin/lint_pkix_cert'),
    install: async () => {
      const python = path.join(folder, 'python');
      await ask('python3', ['-m', 'venv', python], patience);
      await ask(path.join(python, 'bin/pip'), ['install', '--quiet', 'pkilint==0.13.3'], patience);
    },
  },
} as const satisfies Record<string, Recipe>;

/** Where the programs are; null for one that cannot be had. */
export type FetchedJudges = Readonly<Record<keyof typeof recipes, string | null>>;

/** Fetches what is missing. */
export async function fetchJudges(): Promise<{ readonly judges: FetchedJudges; readonly skipped: readonly Skipped[] }> {
  const skipped: Skipped[] = [];
  const fetch = async ({ name, program, install }: Recipe): Promise<string | null> => {
    if (existsSync(program)) return program;
    try {
      await install();
      return program;
    } catch (error) {
      skipped.push({ judge: name, why: error instanceof Error ? error.message : String(error) });
      return null;
    }
  };
  const judges = { zlint: await fetch(recipes.zlint), mkcert: await fetch(recipes.mkcert), pkilint: await fetch(recipes.pkilint) };
  return { judges, skipped };
}
