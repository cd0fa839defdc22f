import { connect, constants } from 'node:http2';
import { addAbortSignal } from 'node:stream';
import { bodyMax, headersFor, headersMax, manifestPath, type Question, readBody, told } from './http.ts';
import type { Answer } from './observations.ts';
import { StepError } from './step.ts';

/** Asks for the manifest as `askManifest` does, of a server that speaks nothing but HTTP/2 (RFC 9113). */
export const askManifestOverHttp2: Question<Answer> = async (socket, origin, signal) => {
  addAbortSignal(signal, socket);
  return new Promise((resolve, reject) => {
    if (socket.destroyed) throw socket.errored ?? new StepError('dropped');
    const session = connect(origin, {
      createConnection: () => socket,
      settings: { enablePush: false, maxHeaderListSize: headersMax, initialWindowSize: bodyMax },
      maxSessionMemory: 1, // megabyte
    });
    const fail = (error: Error) => reject(socket.errored ?? error);
    session.on('error', fail).once('close', () => reject(new StepError('dropped')));
    const { host: _host, ...headers } = headersFor(origin);
    const stream = session.request({ ...headers, [constants.HTTP2_HEADER_PATH]: manifestPath });
    stream.on('error', fail).once('response', async ({ ':status': status = 0, ...answered }) => {
      resolve({ status, headers: told(answered), body: await readBody(stream) });
      session.destroy();
    });
  });
};
