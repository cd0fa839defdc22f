import { type Court, openCourt } from './court.ts';
import { mutate, mutateBytes, valuesOf } from './mutate.ts';
import { type Random, randomFrom } from './random.ts';
import { type Seed, seeds } from './seeds.ts';
import { type Node, pathsOf, readForest, replace, write } from './tree.ts';

/** Bytes that a reader cannot cope with, made as small as they still do that. */
export interface Finding {
  readonly fault: string;
  readonly bytes: Buffer;
}

export interface FuzzReport {
  readonly runs: number;
  /** One of each fault. */
  readonly findings: readonly Finding[];
}

/** What a seed became: still a tree, so that it can be made smaller. */
interface Case {
  readonly tree: Node;
  readonly finish: (tree: Node) => Buffer;
}

const maxBytes = 1024 * 1024;

/** Bends good files for so long, and has all readers read each. */
export async function fuzz({ seconds, seed }: { readonly seconds: number; readonly seed: number }): Promise<FuzzReport> {
  const random = randomFrom(seed);
  const start = (await seeds()).map((file) => ({ file, tree: treeOf(file.der) }));
  const others = start.flatMap(({ tree }) => valuesOf(tree));
  const court = openCourt();
  const findings = new Map<string, Finding>();
  let runs = 0;
  try {
    for (const end = performance.now() + seconds * 1000; performance.now() < end; runs += 1) {
      const { file, tree } = random.pick(start);
      const bent = { tree: mutate(tree, random, others), finish: finishOf(file, random) };
      const fault = await faultOf(bent, court);
      if (fault !== null && !findings.has(fault)) findings.set(fault, { fault, bytes: await smallest(bent, fault, court) });
    }
  } finally {
    court.close();
  }
  return { runs, findings: [...findings.values()] };
}

function treeOf(der: Buffer): Node {
  const [tree] = readForest(der) ?? [];
  if (tree === undefined) throw new Error('a seed is not DER');
  return tree;
}

/** Once in a few times the bytes are bent as well, or become PEM. The same tree always becomes the same bytes. */
function finishOf({ enclose = (bytes) => bytes }: Seed, random: Random): Case['finish'] {
  const seed = random.below(2 ** 32);
  const isBent = random.below(6) === 0;
  const isPem = random.below(8) === 0;
  return (tree) => {
    const again = randomFrom(seed);
    const bytes = enclose(write(tree));
    const pem = isPem ? Buffer.from(`-----BEGIN X-----\n${bytes.toString('base64')}\n-----END X-----\n`) : bytes;
    return isBent ? mutateBytes(pem, again) : pem;
  };
}

function faultOf({ tree, finish }: Case, court: Court): Promise<string | null> | null {
  const bytes = finish(tree);
  return bytes.length > maxBytes ? null : court.judge(bytes);
}

/** Takes away one value after the other, for as long as the fault stays. */
async function smallest(found: Case, fault: string, court: Court): Promise<Buffer> {
  for (const path of pathsOf(found.tree).filter(({ length }) => length > 0)) {
    const smaller = { ...found, tree: replace(found.tree, path, () => []) };
    if ((await faultOf(smaller, court)) === fault) return smallest(smaller, fault, court);
  }
  return found.finish(found.tree);
}
