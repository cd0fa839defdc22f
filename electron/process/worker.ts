import { Failure, type FailureCode } from '../contract/failure.ts';
import { type Answer, type Ask, detached, rebuildThrown } from './message.ts';
import type { Method, ProcessName, WorkReply, WorkRequest } from './work.ts';

/** A process as a worker needs it: `utilityProcess` in the app, `child_process` in Node. */
export interface Channel {
  /** Never throws: a message to a process that is gone is followed by its exit. */
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Calls back however the process ended, also where it could not start. */
  onExit(listener: () => void): void;
  kill(): void;
}

export interface CallOptions {
  /** Milliseconds from the moment the process gets the request; then it is killed. */
  readonly limitMs: number;
  /** Takes the call back: out of the queue, or with the process that is at it. */
  readonly signal?: AbortSignal | undefined;
}

/** The process of a name. It starts with the first call, is kept warm, and starts again after a death. */
export interface Worker<N extends ProcessName> {
  /**
   * Asks for one piece of work. Calls go one at a time, so that a kill ends no call but its own.
   *
   * @throws Failure `job-cancelled`; `work-stopped` where the process died or ran past the limit (the parser's is
   *   `bundle-took-too-long`); and each Failure of the work itself. A bug in there is thrown as an Error with its stack.
   */
  call<M extends Method<N>>(method: M, request: WorkRequest<N, M>, options: CallOptions): Promise<WorkReply<N, M>>;
  /** Kills the process; its calls fail with `work-stopped`. */
  stop(): void;
}

interface Call {
  readonly ask: Ask;
  readonly limitMs: number;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** A worker over the processes that `connect` starts. */
export class ProcessWorker<N extends ProcessName> implements Worker<N> {
  readonly #name: N;
  readonly #connect: () => Channel;
  readonly #waiting = new Set<Call>();
  #running: { readonly call: Call; readonly limit: NodeJS.Timeout } | null = null;
  #channel: Channel | null = null;

  constructor(name: N, connect: () => Channel) {
    this.#name = name;
    this.#connect = connect;
  }

  call<M extends Method<N>>(method: M, request: WorkRequest<N, M>, options: CallOptions): Promise<WorkReply<N, M>>;
  call(method: string, request: unknown, { limitMs, signal }: CallOptions): Promise<unknown> {
    if (signal?.aborted) return Promise.reject(new Failure('job-cancelled'));
    const settled = new AbortController();
    return new Promise<unknown>((resolve, reject) => {
      const call: Call = { ask: { method, request: detached(request) }, limitMs, resolve, reject };
      signal?.addEventListener('abort', () => this.#giveUp(call, new Failure('job-cancelled')), { signal: settled.signal });
      this.#waiting.add(call);
      this.#next();
    }).finally(() => settled.abort());
  }

  stop(): void {
    for (const call of [...this.#waiting]) this.#giveUp(call, this.#stopped());
    if (this.#running !== null) this.#giveUp(this.#running.call, this.#stopped());
    this.#disconnect();
  }

  #next(): void {
    const [call] = this.#waiting;
    if (this.#running !== null || call === undefined) return;
    this.#channel ??= this.#connected();
    this.#waiting.delete(call);
    const late = () => this.#giveUp(call, new Failure(this.#lateCode(), { process: this.#name, limitMs: call.limitMs }));
    this.#running = { call, limit: setTimeout(late, call.limitMs) };
    this.#channel.post(call.ask);
  }

  #connected(): Channel {
    const channel = this.#connect();
    // A process that was killed may still have something to say: only the present one is listened to.
    const isPresent = () => this.#channel === channel;
    channel.onMessage((message) => {
      if (isPresent()) this.#hear(message as Answer);
    });
    channel.onExit(() => {
      if (!isPresent()) return;
      this.#channel = null;
      this.#finish()?.reject(this.#stopped());
      this.#next();
    });
    return channel;
  }

  #hear(answer: Answer): void {
    const call = this.#finish();
    if (answer.phase === 'done') call?.resolve(answer.value);
    else call?.reject(rebuildThrown(answer));
    this.#next();
  }

  #giveUp(call: Call, failure: Failure): void {
    this.#waiting.delete(call);
    if (call === this.#running?.call) {
      this.#disconnect();
      this.#finish();
    }
    call.reject(failure);
    this.#next();
  }

  #finish(): Call | undefined {
    const running = this.#running;
    this.#running = null;
    clearTimeout(running?.limit);
    return running?.call;
  }

  #disconnect(): void {
    const channel = this.#channel;
    this.#channel = null;
    channel?.kill();
  }

  #lateCode(): FailureCode {
    return this.#name === 'parser' ? 'bundle-took-too-long' : 'work-stopped';
  }

  #stopped(): Failure {
    return new Failure('work-stopped', { process: this.#name });
  }
}
