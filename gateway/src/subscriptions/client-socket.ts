import type { IncomingMessage } from 'node:http';
import type { Logger } from '@visiobook/service';
import { CloseCode, type Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Caller } from '../context.ts';

/** What the protocol's hooks may know of a connection. */
export interface SocketExtra {
  request: IncomingMessage;
  socket: WebSocket;
  /** Who the connection speaks for; decided once, with its first message. */
  caller?: Caller;
  /** How many operations were too many at a time. */
  refused?: number;
}

export interface SocketLimits {
  /** A client that does not answer a ping by the next one is gone. */
  pingMs: number;
  /** A client that takes nothing for so long is closed with TOO_SLOW. */
  slowMs: number;
}

/** Like HTTP's 408; clients of graphql-ws come back by themselves after it. */
const TOO_SLOW = 4408;
const CLOSE_GRACE_MS = 2_000;
/** A client that leaves so much unread is not heard: what it asks for meanwhile would be answered into memory. */
const MOST_WAITING_BYTES = 1_048_576;

export function serveSocket(
  server: Server<SocketExtra>,
  socket: WebSocket,
  request: IncomingMessage,
  { pingMs, slowMs }: SocketLimits,
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
          const slow = setTimeout(() => closeSlow(socket, log), slowMs);
          socket.send(data, () => {
            clearTimeout(slow);
            if (socket.isPaused && socket.bufferedAmount < MOST_WAITING_BYTES) socket.resume();
            resolve();
          });
          if (socket.bufferedAmount >= MOST_WAITING_BYTES) socket.pause();
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

function closeSlow(socket: WebSocket, log: Logger): void {
  log.info({ waitingBytes: socket.bufferedAmount }, 'a client reads too slowly and is let go');
  socket.close(TOO_SLOW, 'Read too slowly');
  // The code comes after what the client has not read, so it may never get there.
  setTimeout(() => socket.terminate(), CLOSE_GRACE_MS).unref();
}
