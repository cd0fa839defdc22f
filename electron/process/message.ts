import { Failure, type FailureFacts } from '../contract/failure.ts';

/** What a process is asked. Calls go one at a time, so an answer needs no number. */
export interface Ask {
  readonly method: string;
  readonly request: unknown;
}

export type Answer =
  | { readonly phase: 'done'; readonly value: unknown }
  | { readonly phase: 'failed'; readonly failure: FailureFacts }
  | { readonly phase: 'bug'; readonly message: string; readonly stack: string };

/** Puts what was thrown while serving a request into an answer; a bug's words are cleared of the request's texts. */
export function answerThrown(thrown: unknown, request: unknown): Answer {
  if (thrown instanceof Failure) return { phase: 'failed', failure: { code: thrown.code, facts: thrown.facts } };
  const error = thrown instanceof Error ? thrown : new Error('something else than an Error was thrown');
  const clear = (words: string): string => textsIn(request).reduce((cleared, text) => cleared.replaceAll(text, '…'), words);
  return { phase: 'bug', message: clear(error.message), stack: clear(error.stack ?? '') };
}

/** What the caller of failed work gets thrown: the same Failure, or a bug with the stack from over there. */
export function rebuildThrown(answer: Exclude<Answer, { phase: 'done' }>): Error {
  if (answer.phase === 'failed') return new Failure(answer.failure.code, answer.failure.facts);
  const bug = new Error(answer.message);
  bug.stack = answer.stack;
  return bug;
}

/**
 * Copies a value so that each byte array has memory of its own. Structured clone sends the whole
 * ArrayBuffer behind a view, and Node's small Buffers share one: a neighbour's secret would travel along.
 */
export function detached(value: unknown): unknown {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (Array.isArray(value)) return value.map(detached);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, detached(member)]));
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  return Object.values(value).flatMap(textsIn);
}
