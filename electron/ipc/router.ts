import { Failure, type Result } from '../contract/failure.ts';
import { type Channel, ipcContract } from '../contract/ipc.ts';
import { settle } from '../services/settle.ts';
import type { Handlers } from './handlers.ts';

/** Takes what the window sent and answers with a Result; never throws, never rejects. */
export type Router = (channel: unknown, request: unknown) => Promise<Result<unknown>>;

/**
 * Parses each request once, by its row of the contract, and hands it to its handler.
 * An unknown channel or a request of another shape is `input-invalid`, naming the field but never its value.
 */
export function buildRouter(handlers: Handlers, reportBug?: (bug: unknown) => void): Router {
  async function answer<C extends Channel>(channel: C, request: unknown): Promise<unknown> {
    const parsed = ipcContract[channel].request.safeParse(request);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new Failure('input-invalid', { field: issue?.path.join('.') ?? '', reason: issue?.message ?? '' });
    }
    // the table ties a channel's schema to its handler; the compiler cannot follow that through a lookup
    const handle = handlers[channel] as (parsed: unknown) => unknown;
    return handle(parsed.data);
  }

  return (channel, request) =>
    settle(() => {
      if (!isChannel(channel)) throw new Failure('input-invalid', { field: 'channel', reason: 'unknown' });
      return answer(channel, request);
    }, reportBug);
}

const isChannel = (channel: unknown): channel is Channel => typeof channel === 'string' && Object.hasOwn(ipcContract, channel);
