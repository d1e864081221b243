import type { FastifyReply } from 'fastify';
import type { Delivery } from '../deferral/delivery.ts';
import type { IncrementalFormat } from '../deferral/incremental-format.ts';
import type { FormatError } from '../errors/format-error.ts';
import { refusalErrors } from '../operations/refusal-errors.ts';
import { openStream, writeInTurn } from './open-stream.ts';

export interface ServePartsOptions {
  reply: FastifyReply;
  status: number;
  format: IncrementalFormat;
  /** The first result, as JSON. */
  first: string;
  delivery: Delivery;
  formatError: FormatError;
  /** The server takes no more requests. */
  isClosing(): boolean;
  /** A client that takes nothing for so long is let go. */
  slowMs: number;
}

const BOUNDARY = '\r\n--graphql';

/** Sends an answer in parts as multipart/mixed; each ends with the boundary of the next, so that it is known to be whole. */
export async function serveParts(options: ServePartsOptions): Promise<FastifyReply> {
  const { reply, status, format, first, delivery, formatError, slowMs } = options;
  const { later } = delivery;
  const contentType = `multipart/mixed;boundary="graphql";${format.parameter}`;
  const raw = openStream(reply, contentType, status);
  const write = (json: string) =>
    writeInTurn(raw, `\r\ncontent-type: application/json; charset=utf-8\r\n\r\n${json}${BOUNDARY}`, slowMs);
  raw.write(BOUNDARY);
  // Nobody waits for the rest once the client is gone; its calls are ended by the context's signal.
  raw.once('close', () => void later?.batches.return());
  let hadErrors = false;
  try {
    await write(withFields(first, format.first(later?.announced ?? [], later !== undefined)));
    for await (const batch of later?.batches ?? []) {
      if (raw.destroyed) break;
      hadErrors ||= batch.delivered.some(({ errors }) => errors.length > 0);
      const payload = format.next(batch, (error) => formatError(error.toJSON(), error));
      await write(JSON.stringify(payload));
    }
  } catch (error) {
    hadErrors = true;
    await write(JSON.stringify({ errors: refusalErrors(error, formatError), hasNext: false }));
  }
  for (const end of delivery.atEnd) end(hadErrors);
  const { socket } = raw;
  // A connection that was kept open for more would keep the server from closing.
  raw.end('--\r\n', () => {
    if (options.isClosing()) socket?.end();
  });
  return reply;
}

/** Adds fields to an object that is JSON already. */
function withFields(json: string, fields: Record<string, unknown>): string {
  return `${json.trimEnd().slice(0, -1)},${JSON.stringify(fields).slice(1)}`;
}
