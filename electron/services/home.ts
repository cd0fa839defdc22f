import { randomUUID } from 'node:crypto';
import type { CloudflareSetup, Road } from '../contract/cloudflare.ts';
import type { Todo } from '../contract/deploy.ts';
import type { Home } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import { inTurn } from '../vault/in-turn.ts';
import type { Foundation } from './foundation.ts';
import { findIntact, type HomeRecord, newest, oldestFirst } from './records.ts';

export type HomeService = ReturnType<typeof homeService>;

/** Homes: one Home Assistant address each, and how it is reached. */
export function homeService({ records, now }: Pick<Foundation, 'records' | 'now'>) {
  const creating = inTurn();

  async function describe(record: HomeRecord): Promise<Home> {
    const ofHome = <T extends { readonly homeId: string | null }>(list: readonly T[]) => list.filter((one) => one.homeId === record.id);
    const authority = newest(ofHome(await records.list('authority')).filter(({ job }) => job === 'device'));
    const certificate = newest(ofHome(await records.list('certificate')));
    const lastProbe = await findIntact(records, 'probe', record.id);
    const own = certificate ? ({ source: 'own', certificateId: certificate.id } as const) : ({ source: 'undecided' } as const);
    return {
      id: record.id,
      name: record.name,
      url: record.url,
      road: record.road,
      deviceAuthorityId: authority?.id ?? null,
      server: record.publicCertificate ? { source: 'public' } : own,
      proxy: record.proxy,
      cloudflare: record.cloudflare,
      todo: record.todo,
      lastProbe: lastProbe?.url === record.url ? lastProbe : null,
      schedule: record.schedule,
    };
  }

  async function change(id: string, changes: Partial<Omit<HomeRecord, 'id'>>): Promise<Home> {
    return describe(await records.change('home', id, (record) => ({ ...record, ...changes })));
  }

  /** @throws Failure home-address-taken where another home has this address: an address is one home */
  async function requireFree(url: string, id: string): Promise<void> {
    const holder = (await records.list('home')).find((home) => home.url === url && home.id !== id);
    if (holder) throw new Failure('home-address-taken', { name: holder.name });
  }

  return {
    change,

    /**
     * Notes a change that the proxy has to learn; it takes the place of an older one of its kind. Before the proxy
     * was set up there is nothing to bring up to date.
     */
    async note(id: string, news: Pick<Todo, 'kind' | 'about' | 'deviceId'>): Promise<void> {
      const todo = { ...news, id: randomUUID(), since: now().toISOString() };
      const isOlder = ({ kind, deviceId }: Todo) => kind === news.kind && deviceId === news.deviceId;
      await records.change('home', id, (record) =>
        record.proxy === null ? record : { ...record, todo: [...record.todo.filter((known) => !isOlder(known)), todo] },
      );
    },

    /** Changes what is known of a home's road through Cloudflare. */
    async setUpCloudflare(id: string, change: (setup: CloudflareSetup) => CloudflareSetup): Promise<Home> {
      const none: CloudflareSetup = { service: null, rule: null, applied: null };
      return describe(await records.change('home', id, (record) => ({ ...record, cloudflare: change(record.cloudflare ?? none) })));
    },

    /** Takes off the list what the proxy knows by now. */
    async settle(id: string, isDone: (todo: Todo) => boolean): Promise<Home> {
      return describe(await records.change('home', id, (record) => ({ ...record, todo: record.todo.filter((todo) => !isDone(todo)) })));
    },

    /** Names a home anew, or moves it to another address; what was proved at the old one is then not shown any more. */
    rename(id: string, { name, url }: { readonly name: string; readonly url: string }): Promise<Home> {
      return creating(async () => {
        await requireFree(url, id);
        const { url: before, cloudflare } = await records.get('home', id);
        // the rule that was put in place locks the old address
        return change(id, { name, url, cloudflare: cloudflare && before !== url ? { ...cloudflare, rule: null } : cloudflare });
      });
    },

    /** Oldest first. */
    async list(): Promise<readonly Home[]> {
      return Promise.all(oldestFirst(await records.list('home')).map(describe));
    },

    /** @throws Failure record-missing */
    async get(id: string): Promise<Home> {
      return describe(await records.get('home', id));
    },

    /** Makes a home, or names anew the one that already has this address: an address is one home. */
    create({ name, url, road = 'proxy' }: { readonly name: string; readonly url: string; readonly road?: Road }): Promise<Home> {
      return creating(async () => {
        const known = (await records.list('home')).find((home) => home.url === url);
        if (known) return change(known.id, { name, road });
        const createdAt = now().toISOString();
        const unknown = { publicCertificate: false, proxy: null, cloudflare: null, todo: [], schedule: null };
        const record = { id: randomUUID(), name, url, road, createdAt, ...unknown };
        await records.put('home', record.id, record);
        return describe(record);
      });
    },
  };
}
