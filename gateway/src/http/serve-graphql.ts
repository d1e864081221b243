import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { IdentifyCaller } from '../auth/identify-caller.ts';
import type { GatewayContext } from '../context.ts';
import type { Delivery } from '../deferral/delivery.ts';
import type { FormatError } from '../errors/format-error.ts';
import { writeResult } from '../execution/answer-text.ts';
import type { Admit } from '../operations/admit.ts';
import type { Open } from '../operations/open-operation.ts';
import { refusalErrors } from '../operations/refusal-errors.ts';
import type { RunKnown } from '../operations/run-known.ts';
import { DEADLINE_HEADER } from '../subgraph-client/subgraph-source.ts';
import { PLAN_HEADER } from '../telemetry/plan-view.ts';
import { acceptedParts, acceptsWhole } from './accepted-parts.ts';
import { acceptedStream, prefersEvents } from './accepted-stream.ts';
import { apolloRequest } from './apollo-request.ts';
import { bodyInTime } from './body-in-time.ts';
import type { ReturnedHeaders } from './header-lists.ts';
import { isSubscription } from './is-subscription.ts';
import { answersAs, createMediaTypes, statusOf } from './media-type.ts';
import { readOperation } from './read-operation.ts';
import { serveEventStream } from './serve-event-stream.ts';
import { serveParts } from './serve-parts.ts';
import { EVENT_STREAM, type StreamFormat } from './stream-format.ts';

export interface ServeGraphQLOptions {
  app: FastifyInstance;
  path: string;
  apollo: ApolloServer<GatewayContext>;
  runKnown: RunKnown;
  identify: IdentifyCaller;
  admit: Admit;
  open: Open;
  formatError: FormatError;
  /** In which a query or mutation has its answer. */
  operationMs: number;
  /** A client that takes nothing of its stream for so long is let go. */
  slowMs: number;
}

/** GraphQL over HTTP: one JSON answer, or a stream of events where the client accepts one. */
export async function serveGraphQL(options: ServeGraphQLOptions): Promise<void> {
  const { path, apollo, runKnown, identify, admit, formatError } = options;
  const mediaTypes = createMediaTypes();

  await options.app.register(async (app) => {
    bodyInTime(app);
    const streams = new Set<FastifyReply['raw']>();
    // Cut and not completed: a client whose stream is cut comes back, to the next process.
    let isClosing = false;
    app.addHook('preClose', async () => {
      isClosing = true;
      for (const stream of streams) stream.destroy();
    });
    app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
      const faults = refusalErrors(error, formatError);
      // What the body parser refuses has a status and is the client's doing.
      const given = error.statusCode;
      const errors =
        given !== undefined && given < 500 && faults[0]?.extensions?.code === 'INTERNAL'
          ? [{ message: error.message, extensions: { code: 'BAD_USER_INPUT' } }]
          : faults;
      return sendErrors(request, reply, errors, given);
    });

    app.route({
      method: ['GET', 'POST'],
      url: path,
      handler: async (request, reply) => {
        const { headers, id: requestId, raw } = request;
        const { authorization } = headers;
        const { remoteAddress } = raw.socket;
        const caller = await identify({ authorization, requestId, headers, remoteAddress });
        const { viewer } = caller;
        const read = () => admit(readOperation(request), caller);
        const stream = (format: StreamFormat, readNow = read) =>
          serveEventStream({
            ...options,
            request,
            reply,
            caller,
            read: readNow,
            format,
            streams,
            isClosing: () => isClosing,
          });
        if (prefersEvents(request)) return stream(EVENT_STREAM);
        const operation = await read();
        // Clients name streams among what they accept for any operation; they are meant for subscriptions.
        const format = acceptedStream(request);
        if (format && isSubscription(operation)) return stream(format, async () => operation);
        const gone = new AbortController();
        reply.raw.once('close', () => {
          if (!reply.raw.writableFinished) gone.abort();
        });
        const deadline = deadlineOf(request, options.operationMs);
        const findings: NonNullable<GatewayContext['findings']> = { wellFormed: false };
        const returned: ReturnedHeaders = new Map();
        const parts = acceptedParts(request);
        const delivery: Delivery | undefined = parts && { atEnd: [] };
        const context: GatewayContext = {
          viewer,
          caller,
          signal: gone.signal,
          findings,
          fetches: [],
          deadline,
          forwarded: caller.forwarded,
          returned,
          ...(delivery ? { delivery } : {}),
        };
        const giveBack = () => {
          for (const [name, values] of returned) reply.header(name, values.length === 1 ? values[0] : values);
        };
        const type = parts || !isPlain(request) ? undefined : mediaTypes.of(request);
        const known = type === undefined ? undefined : await runKnown(operation, context);
        if (type !== undefined && known) {
          giveBack();
          return reply.header('cache-control', 'no-store').type(type).send(writeResult(known));
        }
        const {
          status,
          headers: answered,
          body,
        } = await apollo.executeHTTPGraphQLRequest({
          httpGraphQLRequest: apolloRequest(request, operation, !parts || acceptsWhole(request)),
          context: async () => context,
        });
        giveBack();
        for (const [name, value] of answered) reply.header(name, value);
        if ((status ?? 200) === 200) mediaTypes.learn(request, answered.get('content-type'));
        if (body.kind === 'chunked') throw new Error('Apollo Server delivers nothing incrementally here.');
        const code = statusOf(status ?? 200, request, findings.wellFormed);
        if (parts && delivery && (delivery.later || !acceptsWhole(request)))
          return serveParts({
            ...options,
            reply,
            status: code,
            format: parts,
            first: body.string,
            isClosing: () => isClosing,
            delivery,
          });
        const { answer } = findings;
        return reply.code(code).send(answer?.whole === body.string ? answer.bytes : body.string);
      },
    });
  });
}

function sendErrors(
  request: FastifyRequest,
  reply: FastifyReply,
  errors: GraphQLFormattedError[],
  given: number | undefined,
): FastifyReply {
  const status = given ?? STATUS[String(errors[0]?.extensions?.code)] ?? 500;
  const { retryAfter } = errors[0]?.extensions ?? {};
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  return reply.code(status).type(answersAs(request)).send(JSON.stringify({ errors }));
}

const STATUS: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  BAD_USER_INPUT: 400,
  TOO_EXPENSIVE: 400,
  OPERATION_NOT_ALLOWED: 403,
  // Apollo's clients read the errors of a 200 only, and then send the whole query.
  NOT_FOUND: 200,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
};

/** Nothing is asked for but the answer, in a way that no page of another site can ask. */
function isPlain({ method, headers }: FastifyRequest): boolean {
  const isJson = headers['content-type']?.startsWith('application/json') ?? false;
  return method === 'POST' && isJson && headers[PLAN_HEADER] === undefined;
}

/** A client may want its answer earlier than it would be given up, never later. */
function deadlineOf({ headers }: FastifyRequest, operationMs: number): number {
  const wanted = Number(headers[DEADLINE_HEADER]);
  return performance.now() + (wanted > 0 ? Math.min(wanted, operationMs) : operationMs);
}
