/** Who may import whom. A new folder gets its row here before it gets an import. */

/** @import { DependencyType, IRegularForbiddenRuleType } from 'dependency-cruiser' */

/**
 * @typedef {object} Room
 * @property {string} from a regular expression of its files
 * @property {readonly string[]} ours what it may import of ours, besides itself
 * @property {string} [node] which of Node's own modules; all where it is not said
 * @property {string} [packages] which packages; all where it is not said
 */

const nothing = '^$';
const contract = '^electron/contract/';

/** @type {Readonly<Record<string, Room>>} */
const rooms = {
  contract: { from: contract, ours: [], node: nothing, packages: '^zod$' },
  pki: { from: '^electron/pki/', ours: [contract], node: '^crypto$', packages: '^node-forge$' },
  vault: { from: '^electron/vault/', ours: [contract, '^electron/pki/'], packages: '^zod$' },
  probe: { from: '^electron/probe/', ours: [contract, '^electron/pki/'], packages: '^ws$' },
  deploy: { from: '^electron/deploy/', ours: [contract, '^electron/pki/'], packages: nothing },
  cloudflare: { from: '^electron/cloudflare/', ours: [contract, '^electron/pki/'], packages: '^zod$' },
  handoff: { from: '^electron/handoff/', ours: [contract], packages: nothing },
  services: { from: '^electron/services/', ours: [contract, '^electron/(pki|vault|probe|deploy|cloudflare|handoff)/'], packages: '^zod$' },
  process: { from: '^electron/process/', ours: [contract, '^electron/pki/'], packages: '^(node-forge|keytar)$' },
  ipc: { from: '^electron/ipc/(?!bind)', ours: [contract, '^electron/services/'], packages: nothing },
  cli: { from: '^electron/cli(/|\\.ts$)', ours: [contract, '^electron/(services|process)/'], packages: nothing },
  preload: { from: '^electron/preload\\.ts$', ours: [contract], node: nothing, packages: '^electron$' },
  main: { from: '^electron/((main|window)\\.ts$|ipc/bind|desktop/)', ours: ['^electron/'], packages: '^(electron|zod)$' },
  renderer: { from: '^renderer/', ours: [contract], node: nothing },
  e2e: { from: '^e2e/', ours: [contract, '^electron/cloudflare/test-(fake|expression|routes)\\.ts$'] },
  trials: { from: '^build/(corpus|fuzz|interop)/', ours: [contract, '^electron/(pki|process)/', '^build/'] },
  bench: { from: '^build/bench/', ours: [contract, '^electron/(pki|probe|process)/', '^build/', '^e2e/support/'] },
  roads: { from: '^build/roads/', ours: [contract, '^electron/(pki|probe|deploy)/', '^build/', '^e2e/support/'] },
  park: { from: '^build/park/', ours: [contract, '^electron/(pki|probe)/', '^build/', '^e2e/support/'] },
  build: { from: '^build/(?!(bench|corpus|fuzz|interop|park|roads)/)', ours: [contract, '^build/', '^e2e/support/', '^package\\.json$'] },
};

const tests = '\\.test\\.tsx?$|/test-[^/]+\\.ts$';

/** @type {DependencyType[]} */
const npm = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'];

/** @param {string} names a regular expression of package names */
const inNodeModules = (names) => names.replace(/^\^(.*)\$$/, '^node_modules/(@types/)?$1/');

/**
 * @param {string} name
 * @param {IRegularForbiddenRuleType['from']} from
 * @param {IRegularForbiddenRuleType['to']} to
 * @returns {IRegularForbiddenRuleType}
 */
const forbid = (name, from, to) => ({ name, severity: 'error', from, to });

/**
 * A test may take what it likes of Node and of the packages, but nothing of other rooms.
 *
 * @param {[string, Room]} row
 */
function rulesOf([name, { from, ours, node, packages }]) {
  const notTests = { path: from, pathNot: tests };
  const rules = [forbid(`${name}-and-our-own`, { path: from }, { path: '^(electron|renderer|build|e2e)/', pathNot: [from, ...ours] })];
  if (node) rules.push(forbid(`${name}-and-node`, notTests, { dependencyTypes: ['core'], pathNot: node }));
  if (packages) rules.push(forbid(`${name}-and-packages`, notTests, { dependencyTypes: npm, pathNot: inNodeModules(packages) }));
  return rules;
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(rooms).flatMap(rulesOf),
    forbid('keytar-stays-apart', { pathNot: '^electron/process/keyring(\\.test)?\\.ts$' }, { path: '^node_modules/keytar/' }),
    forbid('forge-stays-in-pki', { pathNot: '^electron/(pki|process)/' }, { path: '^node_modules/node-forge/' }),
    forbid('no-electron-in-the-page', { path: '^renderer/' }, { path: '^node_modules/electron/' }),
    forbid('no-circles', {}, { circular: true }),
    forbid('nothing-unresolved', {}, { couldNotResolve: true }),
    forbid('no-file-without-a-room', { pathNot: Object.values(rooms).map(({ from }) => from) }, {}),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
