import type { IncomingHttpHeaders } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@visiobook/service';
import type { FastifyInstance, FastifyRequest, HTTPMethods } from 'fastify';
import { Agent, type Dispatcher } from 'undici';

export interface ProxyFilesOptions {
  app: FastifyInstance;
  /** Base URL of storage. */
  url: string;
  /** Milliseconds in which nothing moves before a transfer is given up. */
  idleMs: number;
}

/** tus uses all of these; OPTIONS is answered by CORS before it gets here unless it is a plain one. */
const METHODS: HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS'];

/** RFC 9110 §7.6.1: these speak of one connection and not of the message. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'expect',
]);

const OURS = /^(x-visiobook-|access-control-)/;

/**
 * Passes `/files/*` on to storage as streams in both directions: nothing is held here but what is on its way, so
 * uploads and films may be of any size. Who may read or write is in the URL's signature, which storage checks.
 *
 * @returns ends the connections to storage.
 */
export async function proxyFiles({ app, url, idleMs }: ProxyFilesOptions): Promise<() => Promise<void>> {
  const agent = new Agent({
    connect: { timeout: 2_000 },
    bodyTimeout: idleMs,
    headersTimeout: 0,
    pipelining: 1,
  });

  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.route({
      method: METHODS,
      url: '/files/*',
      bodyLimit: Number.MAX_SAFE_INTEGER,
      handler: async (request, reply) => {
        request.raw.setTimeout(idleMs);
        const gone = new AbortController();
        reply.raw.once('close', () => gone.abort());
        const answer = await ask(agent, url, request, gone.signal);
        reply.hijack();
        for (const [name, value] of Object.entries({ ...reply.getHeaders(), ...forwarded(answer.headers) })) {
          if (value !== undefined) reply.raw.setHeader(name, value);
        }
        reply.raw.writeHead(answer.statusCode);
        // A client that goes away is no fault; storage is told by the end of its connection.
        await pipeline(answer.body, reply.raw).catch((error: unknown) =>
          request.log.debug({ error }, 'transfer ended early'),
        );
        return reply;
      },
    });
  });
  return () => agent.close();
}

async function ask(dispatcher: Agent, base: string, request: FastifyRequest, signal: AbortSignal) {
  const { origin } = new URL(base);
  const hasBody =
    request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined;
  try {
    return await dispatcher.request({
      origin,
      path: request.url,
      method: request.method as Dispatcher.HttpMethod,
      headers: {
        ...forwarded(request.headers),
        'x-correlation-id': request.id,
        'x-forwarded-for': request.ip,
        'x-forwarded-host': request.headers.host ?? '',
        'x-forwarded-proto': request.protocol,
      },
      body: hasBody ? request.raw : null,
      signal,
    });
  } catch (error) {
    throw new AppError('UNAVAILABLE', 'The file service does not answer; try again.', {}, error);
  }
}

/**
 * All but what belongs to the connection, and what only the platform may say: viewers, and which other origins
 * may read (security-headers.ts).
 */
function forwarded(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      (entry): entry is [string, string | string[]] =>
        entry[1] !== undefined && !HOP_BY_HOP.has(entry[0]) && !OURS.test(entry[0]),
    ),
  );
}
