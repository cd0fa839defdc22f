import { request } from 'node:http';

/** This computer answers itself at once, or not at all. */
const limitMs = 2_000;

/** Whether a link answers on this computer. It asks for the head only, which counts as no visit. */
export function answersHere(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asking = request(url, { method: 'HEAD', agent: false, timeout: limitMs }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    asking.once('timeout', () => asking.destroy(new Error('no answer')));
    asking.once('error', () => resolve(false));
    asking.end();
  });
}
