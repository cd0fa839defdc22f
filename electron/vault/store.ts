import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../contract/failure.ts';
import { prepareOwnFolder, removeDurably, systemCode, writeAtomically } from './atomic-file.ts';
import { inTurn } from './in-turn.ts';

/** Reads one kind of record back and throws on anything else; a zod schema is one. */
export interface RecordReader<T> {
  parse(value: unknown): T;
}

export interface RecordStoreOptions<Table> {
  readonly folder: string;
  readonly readers: { readonly [K in keyof Table]: RecordReader<Table[K]> };
}

/**
 * Records on disk, the owner's alone: `<folder>/<kind>/<id>.json`. `Table` maps each kind to its record's type.
 * A file also says its kind and id within, so that records cannot change places. Nobody else writes there, so an intact
 * record is read once and then known; it comes out frozen.
 */
export class RecordStore<Table extends object> {
  readonly #folder: string;
  readonly #readers: RecordStoreOptions<Table>['readers'];
  readonly #inTurn = inTurn();
  /** Path -> its record, read or being read. */
  readonly #known = new Map<string, Promise<unknown>>();

  constructor({ folder, readers }: RecordStoreOptions<Table>) {
    this.#folder = folder;
    this.#readers = readers;
  }

  /** Makes the folders, for their owner only, and sweeps what a crash left half-written. Call it before anything else. */
  async open(): Promise<void> {
    this.#known.clear();
    await prepareOwnFolder(this.#folder);
    for (const kind of Object.keys(this.#readers)) await prepareOwnFolder(join(this.#folder, kind));
  }

  /**
   * Writes a record whole. Puts and removals happen in the order in which they were asked for.
   *
   * @param id lowercase letters, digits and hyphens, 64 at most.
   * @throws Failure `file-write-denied`, `file-disk-full`, `file-write-failed`: the record is as it was before.
   */
  async put<K extends keyof Table & string>(kind: K, id: string, record: Table[K]): Promise<void> {
    const path = this.#path(kind, id);
    const text = textOf(kind, id, record);
    return this.#inTurn(() => this.#write(path, text));
  }

  /**
   * Puts what becomes of a record as it is at its turn, so that no put in between is lost.
   *
   * @returns the record as it is now.
   * @throws as `get` and `put`.
   */
  async change<K extends keyof Table & string>(kind: K, id: string, alter: (record: Table[K]) => Table[K]): Promise<Table[K]> {
    return this.#inTurn(async () => {
      const record = alter(await this.get(kind, id));
      await this.#write(this.#path(kind, id), textOf(kind, id, record));
      return record;
    });
  }

  /** @throws Failure `record-missing`, and as `find`. */
  async get<K extends keyof Table & string>(kind: K, id: string): Promise<Table[K]> {
    const record = await this.find(kind, id);
    if (record === null) throw new Failure('record-missing', { record: `${kind}/${id}` });
    return record;
  }

  /**
   * @returns null where there is no such record.
   * @throws Failure `file-read-denied`, `vault-damaged` with the `record`: its file is not what was written.
   */
  async find<K extends keyof Table & string>(kind: K, id: string): Promise<Table[K] | null> {
    const path = this.#path(kind, id);
    // the path names the kind, and with it the type; the compiler cannot follow that through a map
    const known = this.#known.get(path) as Promise<Table[K]> | undefined;
    return known ?? this.#read(kind, id, path);
  }

  /** @returns all records of a kind, in the order of their ids. @throws as `find`, for each of them. */
  async list<K extends keyof Table & string>(kind: K): Promise<readonly Table[K][]> {
    const names = await readdir(join(this.#folder, kind));
    const ids = names.flatMap((name) => /^([a-z0-9-]+)\.json$/.exec(name)?.[1] ?? []).sort();
    const records = await Promise.all(ids.map((id) => this.find(kind, id)));
    return records.filter((record) => record !== null);
  }

  /** Removes a record; one that is not there is gone already. @throws as `put`. */
  async remove<K extends keyof Table & string>(kind: K, id: string): Promise<void> {
    const path = this.#path(kind, id);
    return this.#inTurn(() => removeDurably(path).finally(() => this.#known.delete(path)));
  }

  /** However it ends, the disk knows best what is there now. */
  #write(path: string, text: string): Promise<void> {
    return writeAtomically(path, text, { mode: 0o600 }).finally(() => this.#known.delete(path));
  }

  /** Reads a record and knows it from then on; not one that is missing or damaged, nor one that is written anew meanwhile. */
  #read<K extends keyof Table & string>(kind: K, id: string, path: string): Promise<Table[K] | null> {
    const reading = readIfThere(path, `${kind}/${id}`).then((text) => (text === null ? null : frozen(this.#parse(kind, id, text))));
    const forget = () => {
      if (this.#known.get(path) === reading) this.#known.delete(path);
    };
    this.#known.set(path, reading);
    reading.then((record) => record === null && forget(), forget);
    return reading;
  }

  #path(kind: string, id: string): string {
    if (!/^[a-z0-9-]{1,64}$/.test(id)) throw new TypeError('not an id of a record');
    return join(this.#folder, kind, `${id}.json`);
  }

  #parse<K extends keyof Table & string>(kind: K, id: string, text: string): Table[K] {
    try {
      const file: unknown = JSON.parse(text);
      const { kind: ownKind, id: ownId, record } = file as { readonly [member: string]: unknown };
      if (ownKind !== kind || ownId !== id) throw new TypeError('a record in the place of another');
      return this.#readers[kind].parse(record);
    } catch {
      throw new Failure('vault-damaged', { record: `${kind}/${id}` });
    }
  }
}

const textOf = (kind: string, id: string, record: unknown): string => JSON.stringify({ kind, id, record }, null, 2);

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const member of Object.values(Object.freeze(value))) frozen(member);
  return value;
}

async function readIfThere(path: string, record: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT') return null;
    throw new Failure(code === 'EACCES' || code === 'EPERM' ? 'file-read-denied' : 'vault-damaged', { record });
  }
}
