/** Counts who comes to a home, and passes them on. */
import { connect, createServer } from 'node:net';
import type { Place, Stand } from '../scenario.ts';
import { listenAt } from './ours.ts';

/** How many came to a place, by its id. */
export const tolls = new Map<string, number>();

const ports = [443, 80, 8123];

/** @param inner the port on loopback behind port 443; nobody is behind the others, where it is refused. */
export const toll = (inner: number): Stand => ({
  by: 'us',
  start: async ({ id, address }: Place) => {
    tolls.set(id, 0);
    const servers = ports.map((port) => {
      const server = createServer((socket) => {
        tolls.set(id, (tolls.get(id) ?? 0) + 1);
        if (port !== 443) return void socket.destroy();
        const onward = connect(inner, '127.0.0.1');
        for (const end of [socket, onward]) end.on('error', () => socket.destroy()).on('close', () => onward.destroy());
        return void socket.pipe(onward).pipe(socket);
      });
      return listenAt(server, port, address);
    });
    await Promise.all(servers);
  },
});
