import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** A request that is on its way has this long to arrive. */
const GRACE_MS = 1_000;

/**
 * Lets a server stop although there are connections on which no request has come, or only half of one: Node takes
 * them for busy, and no longer looks whether their time is over once it stops.
 *
 * @returns to be called when the stop begins
 */
export function cutSilentConnections(server: Server): () => void {
  const silent = new Set<Socket>();
  server.on('connection', (socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('upgrade', ({ socket }) => silent.delete(socket));
  // By then a request that streams gave up has no socket any more.
  server.on('request', ({ socket }, response) => {
    silent.delete(socket);
    response.once('close', () => {
      if (!socket.destroyed) silent.add(socket);
    });
  });
  return () => {
    setTimeout(() => {
      for (const socket of silent) socket.destroy();
    }, GRACE_MS).unref();
  };
}
