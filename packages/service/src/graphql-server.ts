import type { FastifyInstance } from 'fastify';
import {
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  parse,
  subscribe,
  validate,
} from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import mercurius from 'mercurius';
import { WebSocketServer } from 'ws';
import { formatGraphQLError } from './graphql-error.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';
import { inTraceOf, withSpan } from './telemetry.ts';
import { anonymous, VIEWER_HEADER, type Viewer, verifyViewer } from './viewer.ts';

/** What every resolver's context has; a subgraph adds its loaders and use cases. */
export interface RequestContext {
  viewer: Viewer;
  log: Logger;
}

export interface GraphQLServerOptions<C extends RequestContext> {
  app: FastifyInstance;
  schema: GraphQLSchema;
  platformKey: string;
  log: Logger;
  metrics: Metrics;
  /** Makes the context of one request (or of one event of a subscription): new loaders each time. */
  createContext(base: RequestContext): C;
}

const PATH = '/graphql';
const MAX_WS_MESSAGE = 256 * 1024;

/**
 * Serves a subgraph at `/graphql`: queries and mutations over HTTP by Mercurius (with JIT), subscriptions over
 * graphql-transport-ws by graphql-ws, whose hooks see each subscribe message (ADR 0005): one socket of the gateway
 * serves many people, so the viewer comes with the message and not with the connection.
 *
 * @returns a function that ends the streams and closes the socket server.
 */
export async function serveGraphQL<C extends RequestContext>(
  options: GraphQLServerOptions<C>,
): Promise<() => Promise<void>> {
  const { app, schema, platformKey, log, metrics, createContext } = options;

  await app.register(mercurius, {
    schema,
    path: PATH,
    jit: 1,
    graphiql: false,
    allowBatchedQueries: false,
    context: (request) => {
      const signed = request.headers[VIEWER_HEADER];
      const viewer = typeof signed === 'string' ? verifyViewer(signed, platformKey) : anonymous(request.id);
      return createContext({ viewer, log: request.log as unknown as Logger });
    },
    errorFormatter: (execution) => ({
      // GraphQL over HTTP: an answer that has `data` is 200 and says in `errors` what is missing.
      statusCode: 200,
      response: {
        data: execution.data ?? null,
        errors: formatAll(execution.errors ?? [], log, metrics) as never,
      },
    }),
  });

  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_WS_MESSAGE });
  app.server.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?')[0] !== PATH) return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      sockets.emit('connection', webSocket, request),
    );
  });
  const format = (result: ExecutionResult): ExecutionResult => {
    if (!result.errors) return result;
    return {
      ...result,
      errors: formatAll(result.errors, log, metrics) as unknown as readonly GraphQLError[],
    };
  };
  const server = useServer(
    {
      schema,
      onSubscribe: (_context, id, { query, operationName, variables, extensions }) => {
        const signed = extensions?.[VIEWER_HEADER];
        const viewer = typeof signed === 'string' ? verifyViewer(signed, platformKey) : anonymous(id);
        const document = parse(query);
        const faults = validate(schema, document);
        if (faults.length > 0) return faults;
        const contextValue = createContext({ viewer, log: log.child({ correlationId: viewer.requestId }) });
        const trace = (extensions?.trace ?? {}) as Record<string, string>;
        return {
          schema,
          document,
          contextValue: { ...contextValue, trace },
          operationName,
          variableValues: variables,
        };
      },
      subscribe: (args) => {
        const { trace } = args.contextValue as { trace: Record<string, string> };
        return inTraceOf(trace, () =>
          withSpan('subscribe', {}, () => subscribe(args as Parameters<typeof subscribe>[0])),
        );
      },
      onNext: (_context, _id, _payload, _args, result) => format(result as ExecutionResult) as never,
      onError: (_context, _id, _payload, errors) =>
        formatAll(errors as readonly GraphQLError[], log, metrics) as never,
    },
    sockets,
  );
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= Promise.resolve(server.dispose());
    return stopped;
  };
  // The listener waits for every connection, so streams end before it does; else a long one would outlast the grace.
  app.addHook('preClose', stop);
  return stop;
}

function formatAll(errors: readonly GraphQLError[], log: Logger, metrics: Metrics): GraphQLFormattedError[] {
  return errors.flatMap((error) => nested(error)).map((error) => formatGraphQLError(error, log, metrics));
}

/** Mercurius gathers the faults of a document under one error. */
function nested(error: GraphQLError): GraphQLError[] {
  const inner = (error.originalError as { errors?: unknown } | undefined)?.errors;
  if (!Array.isArray(inner)) return [error];
  return inner.map((fault: Error) =>
    fault instanceof GraphQLError ? fault : new GraphQLError(fault.message),
  );
}
