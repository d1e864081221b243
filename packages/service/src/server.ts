import { randomUUID } from 'node:crypto';
import { FastifyOtelInstrumentation } from '@fastify/otel';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { AppError } from './app-error.ts';
import { type ReadinessCheck, serveHealth } from './health.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';
import { cutSilentConnections } from './silent-connections.ts';

export interface ServerOptions {
  service: string;
  version: string;
  log: Logger;
  metrics: Metrics;
  checks: readonly ReadinessCheck[];
  /** Largest request body in bytes, 1 MiB unless told; streams that bypass the body parser have limits of their own. */
  bodyLimit?: number;
  /** Milliseconds in which a request must have arrived whole. */
  requestTimeout?: number;
  /** Milliseconds in which a request's headers must have arrived, also the first ones of a connection; 10 s unless told. */
  headersTimeout?: number;
}

export interface Server {
  app: FastifyInstance;
  /** Makes `/ready` answer 503; part of an ordered shutdown. */
  drain(): void;
}

const CORRELATION_HEADER = 'x-correlation-id';
const CORRELATION_ID = /^[\w.:-]{8,128}$/;

/**
 * A Fastify server as every process has it: correlation ids, one span and one log line a request, metrics,
 * `/health`, `/ready`, `/metrics`, limits, and `AppError` as JSON.
 */
export async function createServer(options: ServerOptions): Promise<Server> {
  const { service, version, log, metrics, checks } = options;
  const { headersTimeout = 10_000 } = options;
  let draining = false;
  const app = Fastify({
    loggerInstance: log,
    bodyLimit: options.bodyLimit ?? 1_048_576,
    requestTimeout: options.requestTimeout ?? 30_000,
    // Node looks only now and then whether a time is over; by default so rarely that it adds half a minute.
    http: { headersTimeout, connectionsCheckingInterval: headersTimeout / 4 },
    // Requests are logged once, when answered, by the hook below.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'correlationId' }),
    genReqId: ({ headers }) => {
      const given = headers[CORRELATION_HEADER];
      return typeof given === 'string' && CORRELATION_ID.test(given) ? given : randomUUID();
    },
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  }) as unknown as FastifyInstance;
  app.addHook('preClose', cutSilentConnections(app.server));
  await app.register(
    new FastifyOtelInstrumentation({ instrumentHooks: false, instrumentHandler: false }).plugin(),
  );

  app.addHook('onRequest', async (request, reply) => {
    reply.header(CORRELATION_HEADER, request.id);
  });
  app.addHook('onSend', async (_request, reply) => {
    // A connection that stays open after its last answer would hold up the stop for as long as it may idle.
    if (draining) reply.header('connection', 'close');
  });
  app.addHook('onResponse', async (request, reply) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'unmatched',
      status: String(reply.statusCode),
    };
    metrics.httpRequests.inc(labels);
    metrics.httpDuration.observe(labels, reply.elapsedTime / 1000);
    if (reply.statusCode >= 500) metrics.httpErrors.inc(labels);
    request.log.info({ ...labels, ms: Math.round(reply.elapsedTime) }, 'request answered');
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const known = error instanceof AppError;
    const status = known ? error.status : (error.statusCode ?? 500);
    const code = known ? error.code : codeOfStatus(status);
    metrics.errors.inc({ code });
    if (status >= 500 && !known) request.log.error({ error }, 'request failed');
    const message =
      status >= 500 && !known
        ? 'Something went wrong here; the log has it under the correlation id.'
        : error.message;
    return reply
      .code(status)
      .send({ error: { code, message, ...(known ? error.details : {}), correlationId: request.id } });
  });
  app.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send({ error: { code: 'NOT_FOUND', message: `Nothing is served at ${request.url.split('?')[0]}.` } }),
  );

  serveHealth(app, { service, version, checks, isDraining: () => draining });
  app.get('/metrics', { config: { otel: false }, logLevel: 'silent' }, async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
  return {
    app,
    drain: () => {
      draining = true;
    },
  };
}

function codeOfStatus(status: number): string {
  if (status >= 500) return 'INTERNAL';
  return (
    {
      401: 'UNAUTHENTICATED',
      403: 'FORBIDDEN',
      404: 'NOT_FOUND',
      415: 'UNSUPPORTED_MEDIA',
      429: 'RATE_LIMITED',
    }[status] ?? 'BAD_USER_INPUT'
  );
}
