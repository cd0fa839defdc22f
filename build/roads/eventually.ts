import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Servers answer before they are ready, and after they were told otherwise: what they must come to do is asked anew for ten seconds.
 *
 * @returns what the first attempt comes to that succeeds. @throws what the last one threw
 */
export async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (const endsAt = performance.now() + 10_000; ; await sleep(200)) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > endsAt) throw error;
    }
  }
}
