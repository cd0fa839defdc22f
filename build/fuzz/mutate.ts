import type { Random } from './random.ts';
import { at, lengthOf, type Node, pathsOf, replace, write } from './tree.ts';

const hex = (digits: string): Buffer => Buffer.from(digits, 'hex');
const contentOf = ({ inside }: Node): Buffer => (Buffer.isBuffer(inside) ? inside : Buffer.concat(inside.map(write)));

const tags = [
  0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0c, 0x13, 0x16, 0x17, 0x18, 0x1e, 0x1f, 0x24, 0x30, 0x31, 0x80, 0x82, 0x87, 0xa0, 0xa3, 0xff,
];
const lengths = ['00', '01', '7f', '80', '8100', '81ff', '820000', '8400000001', '8480000000', '84ffffffff', '85ffffffffff', 'ff'].map(hex);
const integers = [
  '',
  '00',
  '01',
  '7f',
  '80',
  'ff',
  '0080',
  '03e8',
  '00ffffffff',
  '0080000000',
  'ffffffff',
  '7fffffffffff',
  '7f'.repeat(64),
].map(hex);
const ofTag = (tag: number, nodes: readonly Node[]): readonly Node[] => nodes.filter((node) => node.tag === tag);

type Change = (node: Node, random: Random, others: readonly Node[]) => readonly Node[];

/** What can be done to one value; the empty list takes it away. */
const changes: readonly Change[] = [
  (node, random) => [{ ...node, tag: random.pick(tags) }],
  (node, random) => [{ ...node, tag: node.tag ^ (1 << random.below(8)) }],
  (node, random) => [{ ...node, length: random.pick(lengths) }],
  (node, random) => [{ ...node, length: lengthOf(Buffer.alloc(Math.max(0, contentOf(node).length + random.below(5) - 2))) }],
  (_, random, others) => [random.pick(others)],
  (node) => [node, node],
  (node, random) => Array<Node>(random.pick([3, 30, 300])).fill(node),
  () => [],
  (node, random) => [{ tag: node.tag, inside: contentOf(node).subarray(0, random.below(contentOf(node).length + 1)) }],
  (node, random) => [{ tag: node.tag, inside: flipped(contentOf(node), random) }],
  (_, random) => [{ tag: 0x02, inside: random.pick(integers) }],
  (node, random) => [{ tag: node.tag, inside: random.pick(integers) }],
  (node, random, others) => [node.tag === 0x06 ? random.pick(ofTag(0x06, others)) : { tag: 0x06, inside: random.pick(integers) }],
  (node, random) => [Array.from({ length: random.pick([1, 5, 40]) }).reduce<Node>((inner) => ({ tag: 0x30, inside: [inner] }), node)],
  (node, random) => [{ ...node, inside: Buffer.isBuffer(node.inside) ? node.inside : shuffled(node.inside, random) }],
  (node, random) => [{ tag: node.tag, inside: Buffer.alloc(random.pick([0, 1, 20, 129, 5000]), random.below(256)) }],
];

function flipped(content: Buffer, random: Random): Buffer {
  const bent = Buffer.from(content);
  if (bent.length > 0) bent.writeUInt8(random.below(256), random.below(bent.length));
  return bent;
}

const shuffled = (nodes: readonly Node[], random: Random): readonly Node[] =>
  nodes
    .map((node) => ({ node, order: random.below(1000) }))
    .sort((a, b) => a.order - b.order)
    .map(({ node }) => node);

/** Bends one to four values of a tree. @param others values to put in their place */
export function mutate(tree: Node, random: Random, others: readonly Node[]): Node {
  const bent = replace(tree, random.pick(pathsOf(tree)), (node) => random.pick(changes)(node, random, others));
  return random.below(3) === 0 ? mutate(bent, random, others) : bent;
}

/** Bends bytes: cuts, lengthens or changes them here and there. */
export function mutateBytes(bytes: Buffer, random: Random): Buffer {
  const place = random.below(bytes.length + 1);
  return random.pick([
    () => bytes.subarray(0, place),
    () => Buffer.concat([bytes, hex('00'.repeat(random.below(4)))]),
    () => Buffer.concat([bytes.subarray(0, place), random.pick(integers), bytes.subarray(place)]),
    () => flipped(bytes, random),
  ])();
}

/** Each value of a tree. */
export const valuesOf = (tree: Node): readonly Node[] => pathsOf(tree).map((path) => at(tree, path));
