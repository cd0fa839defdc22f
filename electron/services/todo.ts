import { type DeployPurpose, type ProxyTarget, type Todo, type TodoPlan, targetAbilities } from '../contract/deploy.ts';
import type { Device, Home } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import type { Saved, SavedFile } from '../contract/ipc.ts';
import type { ProbeReport, Rung, RungId } from '../contract/probe.ts';
import { readCertificate } from '../pki/certificate.ts';
import { type DeployService, folderName } from './deploy.ts';
import type { Foundation } from './foundation.ts';
import type { HomeService } from './home.ts';
import { fromRecord } from './records.ts';

export type TodoService = ReturnType<typeof todoService>;

/** What changed after a proxy was set up, and how it gets there. */
export function todoService({ records }: Foundation, homes: HomeService, deploy: DeployService) {
  async function find(homeId: string, todoId: string): Promise<{ readonly home: Home; readonly plan: TodoPlan }> {
    const home = await homes.get(homeId);
    const todo = home.todo.find(({ id }) => id === todoId);
    if (!todo || !home.proxy) throw new Failure('record-missing');
    const { files, commands } = await deploy.preview(homeId, home.proxy);
    const purposes = purposesOf(todo, home, home.proxy.target);
    const changed = files.filter(({ purpose }) => purposes.includes(purpose));
    if (changed.length === 0) return { home, plan: { files: [], commands: [] } };
    const copies = commands.install.filter((line) => changed.some(({ name }) => isNamedIn(line, name)));
    return { home, plan: { files: changed, commands: [...copies, ...commands.check, ...commands.reload] } };
  }

  /** The fingerprint of the server certificate of ours that the proxy should show; null where a public one is in use again. */
  async function ownLeaf({ server }: Home): Promise<string | null> {
    if (server.source !== 'own') return null;
    return readCertificate(fromRecord((await records.get('certificate', server.certificateId)).der)).fingerprint;
  }

  return {
    /** Only what changed, and the commands that put it in place; nothing where a proxy of this kind cannot be told. */
    plan: async (homeId: string, todoId: string): Promise<TodoPlan> => (await find(homeId, todoId)).plan,

    /** Saves the changed files as `deploy.save` does the whole. */
    async save(homeId: string, todoId: string): Promise<Saved<SavedFile & { readonly files: readonly string[] }>> {
      const { home, plan } = await find(homeId, todoId);
      return deploy.saveFiles(home, `${folderName(home)}-changes`, plan.files);
    },

    finish: (homeId: string, todoId: string): Promise<Home> => homes.settle(homeId, ({ id }) => id === todoId),

    /** Takes off the list what a test of the home, as this device or as nobody, has proved. */
    async settleBy(report: ProbeReport, homeId: string, device: Device | null): Promise<void> {
      const home = await homes.get(homeId);
      if (home.todo.length === 0) return;
      const leaf = await ownLeaf(home);
      await homes.settle(homeId, (todo) => isProved(todo, { report, home, device, leaf }));
    },
  };
}

/** Whether a command or a sentence is about a file: `server.crt` is not `server.crt.key`. */
const isNamedIn = (line: string, name: string): boolean => line.split(/[^\w.-]+/).some((word) => word === name || word === `${name}.`);

/**
 * Which files of a plan a change touches. A new authority and its list go together: beside the certificate of another
 * authority, a list locks everybody out.
 */
function purposesOf({ kind }: Todo, { todo: all }: Home, target: ProxyTarget): readonly DeployPurpose[] {
  // the configuration as well: it may have named another certificate before, a public one above all
  if (kind === 'server-certificate') return ['configuration', 'server-chain', 'server-key'];
  const list = listPurposes[targetAbilities[target].revocation];
  return all.some((each) => each.kind === 'device-authority') ? ['device-authority', ...list] : list;
}

/** Where the revoked devices stand. */
const listPurposes = { crl: ['revocation-list'], configuration: ['configuration'], none: [] } as const;

/** What a test showed, and of whom. */
export interface Proof {
  readonly report: ProbeReport;
  readonly home: Home;
  /** As whom the door was tried. */
  readonly device: Device | null;
  readonly leaf: string | null;
}

/**
 * Whether a test shows that the proxy knows of a change. The door must be the right one and locked to strangers, or
 * it says nothing that a device is refused.
 */
export function isProved(todo: Todo, { report, home, device, leaf }: Proof): boolean {
  const rung = (id: RungId): Rung | undefined => report.rungs.find((each) => each.id === id);
  const isOurDoor = rung('server-certificate')?.state !== 'failed' && rung('stranger-refused')?.state === 'passed';
  const isAsItShouldBe = isOurDoor && rung('device-let-in')?.state === 'passed';
  switch (todo.kind) {
    case 'revocation':
      return isAsItShouldBe && device !== null && device.revoked !== null && device.id === todo.deviceId;
    case 'device-authority':
      return isAsItShouldBe && device !== null && device.revoked === null && device.authorityId === home.deviceAuthorityId;
    case 'server-certificate':
      return leaf === null || rung('server-certificate')?.evidence.fingerprint === leaf;
  }
}
