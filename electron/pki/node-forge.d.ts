// Only the parts of node-forge that Latchkey uses, loaded by path: the whole library costs 20 ms at every start.
// @types/node-forge describes neither the paths nor the options of fromDer.
declare module 'node-forge/lib/asn1.js' {
  type Forge = typeof import('node-forge');
  interface DerOptions {
    readonly strict: boolean;
    readonly parseAllBytes: boolean;
    readonly decodeBitStrings: boolean;
    readonly maxDepth: number;
  }
  const asn1: Omit<Forge['asn1'], 'fromDer'> & {
    fromDer(bytes: string, options: DerOptions): import('node-forge').asn1.Asn1;
  };
  export = asn1;
}

declare module 'node-forge/lib/rc2.js' {
  const rc2: typeof import('node-forge')['rc2'];
  export = rc2;
}

declare module 'node-forge/lib/util.js' {
  const util: typeof import('node-forge')['util'];
  export = util;
}
