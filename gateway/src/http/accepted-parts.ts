import type { FastifyRequest } from 'fastify';
import { INCREMENTAL_FORMATS, type IncrementalFormat } from '../deferral/incremental-format.ts';
import { mediaRanges } from './media-ranges.ts';

/**
 * The format for answers in parts that the client likes best; undefined where it wants its answer whole, or would rather
 * have it so.
 */
export function acceptedParts({ headers }: Pick<FastifyRequest, 'headers'>): IncrementalFormat | undefined {
  const ranges = mediaRanges(headers.accept);
  for (const { type, parameters, weight } of ranges) {
    if (type !== 'multipart/mixed') continue;
    const format = INCREMENTAL_FORMATS.find((each) => parameters.includes(each.parameter.toLowerCase()));
    if (format) return ranges.some((each) => isWhole(each) && each.weight > weight) ? undefined : format;
  }
  return undefined;
}

/** Whether the client takes an answer that is no multipart at all. */
export function acceptsWhole({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return mediaRanges(headers.accept).some(isWhole);
}

const isWhole = ({ type }: { type: string }) => type !== 'multipart/mixed' && type !== 'text/event-stream';
