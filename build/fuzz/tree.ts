/** One DER value that a mutation may bend: its tag, its length and what is in it need not agree. */
export interface Node {
  readonly tag: number;
  /** Length octets to write instead of the true ones. */
  readonly length?: Buffer;
  /** What precedes the children in a string that holds DER: a BIT STRING's count of unused bits. */
  readonly prefix?: Buffer;
  /** The values inside, or the bytes. */
  readonly inside: readonly Node[] | Buffer;
}

const isString = (tag: number): boolean => [0x03, 0x04, 0x80].includes(tag);

/** Reads DER as deep as it goes, also inside strings; null where the bytes are no whole values. */
export function readForest(bytes: Buffer): readonly Node[] | null {
  const nodes: Node[] = [];
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at + 1];
    if (first === undefined || first === 0x80 || first > 0x84) return null;
    const start = at + 2 + (first > 0x80 ? first - 0x80 : 0);
    if (start > bytes.length) return null;
    const end = start + (first > 0x80 ? bytes.readUIntBE(at + 2, first - 0x80) : first);
    if (end > bytes.length) return null;
    nodes.push(readNode(bytes.readUInt8(at), bytes.subarray(start, end)));
    at = end;
  }
  return nodes;
}

function readNode(tag: number, content: Buffer): Node {
  const prefix = content.subarray(0, tag === 0x03 ? 1 : 0);
  const inner = content.subarray(prefix.length);
  const children = (tag & 0x20) !== 0 || (isString(tag) && inner[0] === 0x30) ? readForest(inner) : null;
  return children === null ? { tag, inside: content } : { tag, prefix, inside: children };
}

export function write({ tag, length, prefix = Buffer.alloc(0), inside }: Node): Buffer {
  const content = Buffer.concat([prefix, ...(Buffer.isBuffer(inside) ? [inside] : inside.map(write))]);
  return Buffer.concat([Buffer.from([tag]), length ?? lengthOf(content), content]);
}

export function lengthOf({ length }: Buffer): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const digits = Buffer.from(length.toString(16).replace(/^(..)*.$/, '0$&'), 'hex');
  return Buffer.concat([Buffer.from([0x80 + digits.length]), digits]);
}

/** A way to a value: the index of each child from the top. */
export type Path = readonly number[];

export const pathsOf = (node: Node): readonly Path[] => [
  [],
  ...(Buffer.isBuffer(node.inside) ? [] : node.inside.flatMap((child, index) => pathsOf(child).map((path) => [index, ...path]))),
];

export function at(node: Node, [index, ...rest]: Path): Node {
  const child = index === undefined || Buffer.isBuffer(node.inside) ? undefined : node.inside[index];
  return child ? at(child, rest) : node;
}

/** Puts other values, or none, in the place of one. */
export function replace(node: Node, path: Path, change: (node: Node) => readonly Node[]): Node {
  const [index, ...rest] = path;
  if (index === undefined) return change(node)[0] ?? node;
  if (Buffer.isBuffer(node.inside)) return node;
  const inside = node.inside.flatMap((child, position) => {
    if (position !== index) return [child];
    return rest.length === 0 ? change(child) : [replace(child, rest, change)];
  });
  return { ...node, inside };
}
