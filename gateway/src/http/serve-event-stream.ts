import { AppError } from '@visiobook/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../context.ts';
import type { FormatError } from '../errors/format-error.ts';
import type { OperationRequest } from '../operations/check-operation.ts';
import type { Open, OperationResults } from '../operations/open-operation.ts';
import { refusalErrors } from '../operations/refusal-errors.ts';
import { openStream, writeInTurn } from './open-stream.ts';
import type { StreamFormat } from './stream-format.ts';

export interface EventStreamOptions {
  request: FastifyRequest;
  reply: FastifyReply;
  caller: Caller;
  /** Reads and admits the operation. */
  read(): Promise<OperationRequest>;
  open: Open;
  formatError: FormatError;
  format: StreamFormat;
  /** A client that takes nothing for so long is let go. */
  slowMs: number;
  /** The streams that are open, for the one who must end them. */
  streams: Set<FastifyReply['raw']>;
  /** They have been ended, and none may begin. */
  isClosing(): boolean;
}

/** Sends an operation's results one by one, in one of the formats for that. */
export async function serveEventStream(options: EventStreamOptions): Promise<FastifyReply> {
  const { request, reply, caller, read, open, formatError, format, slowMs, streams, isClosing } = options;
  const raw = openStream(reply, format.contentType);
  raw.write(format.start);
  raw.write(format.heartbeat);
  const heartbeat = setInterval(() => raw.write(format.heartbeat), format.heartbeatMs);
  let running: OperationResults | undefined;
  streams.add(raw);
  raw.once('close', () => {
    streams.delete(raw);
    clearInterval(heartbeat);
    if (running && 'return' in running) void running.return();
  });
  if (isClosing()) raw.destroy();
  try {
    const { operation, start } = await open(await read(), caller);
    if (operation.operation === 'mutation' && request.method === 'GET')
      throw new AppError('BAD_USER_INPUT', 'A mutation must be sent by POST.');
    running = start();
    // Whoever left before it began will not be heard leaving.
    if (raw.destroyed && 'return' in running) void running.return();
    if (Symbol.asyncIterator in running) {
      for await (const result of running) await writeInTurn(raw, format.next(result), slowMs);
    } else {
      await writeInTurn(raw, format.next(await running), slowMs);
    }
  } catch (error) {
    await writeInTurn(raw, format.refused(refusalErrors(error, formatError)), slowMs);
  }
  raw.end(format.end);
  return reply;
}
