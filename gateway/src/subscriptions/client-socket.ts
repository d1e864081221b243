import type { IncomingMessage } from 'node:http';
import type { Logger } from '@visiobook/service';
import { CloseCode, type Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { UnsignedViewer } from '../context.ts';

/** What the protocol's hooks may know of a connection. */
export interface SocketExtra {
  request: IncomingMessage;
  socket: WebSocket;
  /** Who the connection speaks for; decided once, with its first message. */
  viewer?: UnsignedViewer;
}

/** A client that does not answer a ping by the next one is gone. */
export function serveSocket(
  server: Server<SocketExtra>,
  socket: WebSocket,
  request: IncomingMessage,
  pingMs: number,
  log: Logger,
): void {
  let answered = true;
  const pinging = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, pingMs);
  socket.on('pong', () => {
    answered = true;
  });
  // A frame that is too large or malformed; ws closes the connection with the code that says so.
  socket.on('error', (error) => log.info({ error }, 'a WebSocket failed'));

  const closed = server.opened(
    {
      protocol: socket.protocol,
      // Settles when the frame has left this process: a slow client slows its stream, and nothing piles up.
      send: (data) =>
        new Promise((resolve) => {
          if (socket.readyState !== socket.OPEN) return resolve();
          socket.send(data, () => resolve());
        }),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (handle) =>
        socket.on('message', (data) => {
          handle(String(data)).catch((error: unknown) => {
            log.error({ error }, 'a WebSocket message could not be handled');
            socket.close(CloseCode.InternalServerError, 'Internal server error');
          });
        }),
    },
    { request, socket },
  );
  socket.once('close', (code, reason) => {
    clearInterval(pinging);
    closed(code, String(reason)).catch((error: unknown) =>
      log.error({ error }, 'streams did not end cleanly'),
    );
  });
}
