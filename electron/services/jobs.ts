import { randomUUID } from 'node:crypto';

export type JobService = ReturnType<typeof jobService>;

/** Work that the window may take back while it runs. */
export function jobService() {
  const running = new Map<string, AbortController>();
  return {
    /**
     * Runs work under the id by which it can be cancelled.
     *
     * @param id without one, nobody can cancel it.
     * @param work told by the signal to stop: it then fails with `job-cancelled`, unless it is too late and done.
     */
    async run<T>(id: string | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
      const jobId = id ?? randomUUID();
      const controller = new AbortController();
      running.set(jobId, controller);
      try {
        return await work(controller.signal);
      } finally {
        running.delete(jobId);
      }
    },

    /** Work that has ended, or never was, is cancelled already. */
    cancel: (id: string): void => running.get(id)?.abort(),
  };
}
