import { AppError } from '@visiobook/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FormattedExecutionResult } from 'graphql';
import type { UnsignedViewer } from '../context.ts';
import type { FormatError } from '../errors/format-error.ts';
import type { Open, OperationResults } from '../operations/open-operation.ts';
import { refusalErrors } from '../operations/refusal-errors.ts';
import { readOperation } from './read-operation.ts';

export interface EventStreamOptions {
  request: FastifyRequest;
  reply: FastifyReply;
  viewer: UnsignedViewer;
  open: Open;
  formatError: FormatError;
  /** The streams that are open, for the one who must end them. */
  streams: Set<FastifyReply['raw']>;
}

/** Proxies and browsers close a connection on which nothing comes. */
const HEARTBEAT_MS = 12_000;

export function wantsEventStream({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/event-stream') ?? false;
}

/** Server-sent events in the "distinct connections" mode of the GraphQL over SSE protocol. */
export async function serveEventStream(options: EventStreamOptions): Promise<FastifyReply> {
  const { request, reply, viewer, open, formatError, streams } = options;
  const { raw } = reply.hijack();
  // Hijacking skips Fastify's own writing of the headers that hooks have set.
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) raw.setHeader(name, value);
  }
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  // The client knows at once that its stream is open, however long the first event takes.
  raw.flushHeaders();
  raw.write(':\n\n');
  const heartbeat = setInterval(() => raw.write(':\n\n'), HEARTBEAT_MS);
  let running: OperationResults | undefined;
  streams.add(raw);
  raw.once('close', () => {
    streams.delete(raw);
    clearInterval(heartbeat);
    if (running && 'return' in running) void running.return();
  });
  try {
    const { operation, start } = open(readOperation(request), viewer);
    if (operation.operation === 'mutation' && request.method === 'GET')
      throw new AppError('BAD_USER_INPUT', 'A mutation must be sent by POST.');
    running = start();
    if (Symbol.asyncIterator in running) {
      for await (const result of running) await write(raw, result);
    } else {
      await write(raw, await running);
    }
  } catch (error) {
    await write(raw, { errors: refusalErrors(error, formatError) });
  }
  raw.end('event: complete\ndata:\n\n');
  return reply;
}

/** Settles when the client has room for more, or is gone. */
async function write(raw: FastifyReply['raw'], result: FormattedExecutionResult): Promise<void> {
  if (raw.destroyed || raw.write(`event: next\ndata: ${JSON.stringify(result)}\n\n`)) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      raw.off('drain', done);
      raw.off('close', done);
      resolve();
    };
    raw.once('drain', done);
    raw.once('close', done);
  });
}
