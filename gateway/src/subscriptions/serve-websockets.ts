import { randomUUID } from 'node:crypto';
import { AppError, inTraceOf, type Logger } from '@visiobook/service';
import type { FastifyInstance } from 'fastify';
import { type ExecutionArgs, GraphQLError } from 'graphql';
import { handleProtocols, makeServer } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { IdentifyCaller } from '../auth/identify-caller.ts';
import type { FormatError } from '../errors/format-error.ts';
import { mayCall } from '../http/may-call.ts';
import type { Admit } from '../operations/admit.ts';
import type { Open, OpenOperation } from '../operations/open-operation.ts';
import { refusalErrors } from '../operations/refusal-errors.ts';
import { type SocketExtra, type SocketLimits, serveSocket } from './client-socket.ts';

export interface ServeWebSocketsOptions {
  app: FastifyInstance;
  path: string;
  identify: IdentifyCaller;
  admit: Admit;
  open: Open;
  formatError: FormatError;
  /** Of pages that may connect. */
  origins: readonly string[];
  limits: SocketLimits & { operations: number; messageBytes: number };
  log: Logger;
}

type Params = {
  authorization?: unknown;
  headers?: Record<string, unknown> & { authorization?: unknown };
  clientName?: unknown;
};

/** RFC 6455's registry: clients of graphql-ws come back by themselves after these. */
const RESTARTING = 1012;
const TRY_AGAIN_LATER = 1013;
const FORCE_CLOSE_MS = 1_000;
/** As of a status 429; clients of graphql-ws do not come back after it. */
const TOO_MANY = 4429;
/** Who asks for more although it is refused so often does not look at the answers. */
const MOST_REFUSED = 500;

/**
 * graphql-transport-ws for clients. Each operation goes the way that HTTP's do: the same token check, the same
 * limits and validation against the schema of that moment, so that a reload of the supergraph reaches open sockets.
 *
 * @returns ends all connections.
 */
export function serveWebSockets(options: ServeWebSocketsOptions): () => Promise<void> {
  const { app, path, identify, admit, open, formatError, origins, limits, log } = options;

  const server = makeServer<Params, SocketExtra>({
    onConnect: async ({ connectionParams, extra }) => {
      const given = connectionParams?.authorization ?? connectionParams?.headers?.authorization;
      const authorization = given === undefined ? extra.request.headers.authorization : String(given);
      try {
        extra.caller = await identify({
          authorization,
          requestId: randomUUID(),
          headers: extra.request.headers,
          remoteAddress: extra.request.socket.remoteAddress,
          clientName: connectionParams?.clientName?.toString(),
          params: connectionParams?.headers,
        });
        return true;
      } catch (error) {
        const code = error instanceof AppError ? error.code : 'INTERNAL';
        log.info({ code }, 'a WebSocket was refused');
        if (code !== 'UNAUTHENTICATED') extra.socket.close(TRY_AGAIN_LATER, 'Try again later');
        // Closes with 4403.
        return false;
      }
    },
    onSubscribe: async ({ subscriptions, extra }, _id, payload) => {
      const { query, operationName, variables, extensions } = payload;
      if (Object.keys(subscriptions).length > limits.operations) {
        extra.refused = (extra.refused ?? 0) + 1;
        if (extra.refused > MOST_REFUSED) extra.socket.close(TOO_MANY, 'Too many operations');
        const message = `One connection may run ${limits.operations} operations at a time.`;
        return [new GraphQLError(message, { extensions: { code: 'TOO_EXPENSIVE' } })];
      }
      const { caller } = extra;
      if (!caller) throw new Error('The connection was not acknowledged.');
      try {
        const asking = { ...caller, viewer: { ...caller.viewer, requestId: randomUUID() } };
        const asked = {
          query: query || undefined,
          operationName,
          variables,
          extensions,
          documentId: documentIdOf(payload),
        };
        const request = await admit(asked, asking);
        const operation = await inTraceOf(traceOf(extra), () => open(request, asking));
        const { document } = operation;
        // The library looks up the kind of the operation and hands the rest back to `subscribe` or `execute`.
        return { document, operationName, contextValue: operation } as unknown as ExecutionArgs;
      } catch (error) {
        return refusalErrors(error, formatError).map(
          ({ message, ...rest }) =>
            new GraphQLError(message, rest as ConstructorParameters<typeof GraphQLError>[1]),
        );
      }
    },
    subscribe: startOf as never,
    execute: startOf as never,
    // Results and errors are formatted already; the library would call methods that plain objects lack.
    onNext: (_context, _id, _payload, _args, result) => result as never,
    onError: (_context, _id, _payload, errors) =>
      errors.map((error) => {
        const formatted = error.toJSON();
        return error.originalError ? formatError(formatted, error) : formatted;
      }),
  });

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.messageBytes,
    handleProtocols: (protocols) => handleProtocols(protocols),
  });
  let isClosing = false;
  app.server.on('upgrade', (request, socket, head) => {
    // Whoever comes back at once is to find the next process, and not to keep this one.
    if (isClosing) return socket.destroy();
    if (request.url?.split('?')[0] !== path) return socket.destroy();
    if (!mayCall(request, origins)) return socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      serveSocket(server, webSocket, request, limits, log),
    );
  });

  return async () => {
    isClosing = true;
    const closed = Array.from(sockets.clients, (client) => {
      client.close(RESTARTING, 'server restarting');
      return new Promise((resolve) => client.once('close', resolve));
    });
    const force = setTimeout(() => {
      for (const client of sockets.clients) client.terminate();
    }, FORCE_CLOSE_MS);
    await Promise.all(closed);
    clearTimeout(force);
    sockets.close();
  };
}

/** A client that traces says so when it connects; its streams become part of its trace. */
function traceOf({ request: { headers } }: SocketExtra): Record<string, string> {
  const { traceparent } = headers;
  return typeof traceparent === 'string' ? { traceparent } : {};
}

function startOf({ contextValue }: { contextValue: OpenOperation }) {
  return contextValue.start();
}

/** The protocol's library wants a query; a client that names a document by its id sends an empty one. */
function documentIdOf(payload: object): string | undefined {
  const { documentId } = payload as { documentId?: unknown };
  return typeof documentId === 'string' ? documentId : undefined;
}
