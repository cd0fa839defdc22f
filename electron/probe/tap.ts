import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** What went over a connection at its start, each way. */
export interface Recording {
  readonly received: Buffer;
  readonly sent: Buffer;
}

/** A connection that is listened to. */
export interface Tap {
  /** Carries what the socket carries. */
  readonly stream: Duplex;
  readonly recording: () => Recording;
}

/** The longest that is kept each way: a handshake is shorter, unless somebody means harm. */
const keptMax = 64 * 1024;

/** Puts an ear between a socket and the TLS above it; from now on the socket is to be used through the stream alone. */
export function tap(socket: Socket): Tap {
  const received = keep();
  const sent = keep();
  const stream = new Duplex({
    allowHalfOpen: false,
    read: () => void socket.resume(),
    write: (chunk: Buffer, _encoding, done) => {
      sent.add(chunk);
      socket.write(chunk, done);
    },
    final: (done) => void socket.end(() => done()),
    destroy: (error, done) => {
      socket.destroy();
      done(error);
    },
  });
  socket
    .on('data', (chunk: Buffer) => {
      received.add(chunk);
      if (!stream.push(chunk)) socket.pause();
    })
    .once('end', () => stream.push(null))
    .on('error', (error) => stream.destroy(error))
    // After an end in good order, what is still on its way up must arrive.
    .once('close', () => socket.readableEnded || stream.destroy());
  return { stream, recording: () => ({ received: received.all(), sent: sent.all() }) };
}

function keep() {
  const chunks: Buffer[] = [];
  let room = keptMax;
  return {
    add(chunk: Buffer): void {
      if (room === 0) return;
      // A copy: TLS may use its buffer again.
      const kept = Buffer.from(chunk.subarray(0, room));
      chunks.push(kept);
      room -= kept.length;
    },
    all: (): Buffer => Buffer.concat(chunks),
  };
}
