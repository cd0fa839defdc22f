import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { Failure } from '../contract/failure.ts';
import type { Arrival, ImportOffer, RefusedFile } from '../contract/inspection.ts';
import type { Foundation } from './foundation.ts';
import type { OfferService } from './offer.ts';
import { settle } from './settle.ts';

/** One file is read while the parser is at another; more would only wait in memory. */
const filesAtOnce = 2;
/** How often the window is told while many files come in, in milliseconds: often enough to be seen moving. */
const toldEveryMs = 150;

interface Source {
  readonly fileName: string;
  readonly offer: (signal: AbortSignal) => Promise<ImportOffer>;
}

/** Files that came in together, and how far they have come. */
interface Group {
  readonly groupId: string;
  readonly stopping: AbortController;
  readonly queue: Source[];
  total: number;
  done: number;
}

const newGroup = (): Group => ({ groupId: randomUUID(), stopping: new AbortController(), queue: [], total: 0, done: 0 });

/** The one way in, for files of every road: a few are opened at a time, and every one ends as an offer or as refused. */
export function intakeService({ desktop, emit }: Pick<Foundation, 'desktop' | 'emit'>, offers: OfferService) {
  const refused = new Map<string, RefusedFile>();
  let group = newGroup();
  let running: readonly Promise<void>[] = [];
  let news: { readonly offers: ImportOffer[]; readonly refused: RefusedFile[] } = { offers: [], refused: [] };
  let telling: NodeJS.Timeout | null = null;

  const state = () => ({ groupId: group.groupId, total: group.total, done: group.done });

  function tell(): void {
    if (telling !== null) clearTimeout(telling);
    telling = null;
    emit('import:arrived', { ...state(), ...news });
    news = { offers: [], refused: [] };
  }

  function tellSoon(): void {
    telling ??= setTimeout(tell, toldEveryMs);
  }

  async function takeIn(own: Group): Promise<void> {
    const { queue, stopping } = own;
    const { signal } = stopping;
    for (let source = queue.shift(); source !== undefined; source = queue.shift()) {
      const { fileName, offer } = source;
      const outcome = await settle(() => {
        if (signal.aborted) throw new Failure('job-cancelled', { file: fileName });
        return offer(signal);
      });
      if (outcome.ok) news.offers.push(outcome.value);
      else refuse({ importId: randomUUID(), fileName, failure: outcome.failure });
      own.done += 1;
      if (own.done === own.total) tell();
      else tellSoon();
    }
  }

  function refuse(file: RefusedFile): void {
    refused.set(file.importId, file);
    news.refused.push(file);
  }

  /** Files that come while others are being opened join their group. */
  function add(sources: readonly Source[]): void {
    if (sources.length === 0) return;
    const isJoining = group.done < group.total && !group.stopping.signal.aborted;
    if (!isJoining) group = newGroup();
    group.queue.push(...sources);
    group.total += sources.length;
    if (group.total > 1) tell();
    if (!isJoining) running = Array.from({ length: filesAtOnce }, () => takeIn(group));
  }

  const fromFile = (file: string): Source => ({ fileName: path.basename(file), offer: (signal) => offers.offer(file, signal) });

  /** @returns the offer, now open; null where the passphrase does not open it or it cannot be opened at all */
  async function tryPassphrase(importId: string, passphrase: string, signal: AbortSignal): Promise<ImportOffer | null> {
    const outcome = await settle(() => offers.open(importId, passphrase, signal));
    return outcome.ok ? outcome.value : null;
  }

  return {
    /** @param files absolute paths */
    take: (files: readonly string[]): void => add(files.map(fromFile)),

    async choose(): Promise<void> {
      add((await desktop.askFiles()).map(fromFile));
    },

    async paste(): Promise<void> {
      const { name, text } = await desktop.readClipboard();
      if (text.includes('-----BEGIN ')) add([{ fileName: name, offer: (signal) => offers.take(name, Buffer.from(text), signal) }]);
    },

    list: (): Arrival => ({ ...state(), offers: offers.list(), refused: [...refused.values()] }),

    stop: (): void => group.stopping.abort(),

    /**
     * Tries a passphrase on every file that wants one, one after the other, until no more come in. It is forgotten then.
     *
     * @returns how many it opened, and how many still want one
     */
    async unlock(passphrase: string, signal: AbortSignal): Promise<{ readonly opened: number; readonly locked: number }> {
      const tried = new Set<string>();
      let opened = 0;
      for (let isMore = true; isMore && !signal.aborted; ) {
        const [next] = offers.locked().filter((importId) => !tried.has(importId));
        if (next === undefined) {
          isMore = group.done < group.total;
          await Promise.all(running);
          continue;
        }
        tried.add(next);
        const offer = await tryPassphrase(next, passphrase, signal);
        if (offer === null) continue;
        opened += 1;
        news.offers.push(offer);
        tellSoon();
      }
      tell();
      return { opened, locked: offers.locked().length };
    },

    discard(importIds: readonly string[]): void {
      for (const importId of importIds) {
        offers.discard(importId);
        refused.delete(importId);
      }
    },
  };
}
