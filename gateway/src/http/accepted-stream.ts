import type { FastifyRequest } from 'fastify';
import { type MediaRange, mediaRanges } from './media-ranges.ts';
import { EVENT_STREAM, MULTIPART, type StreamFormat } from './stream-format.ts';

/** The format in which the client likes best to have a stream; undefined where it takes none. */
export function acceptedStream({ headers }: Pick<FastifyRequest, 'headers'>): StreamFormat | undefined {
  return mediaRanges(headers.accept).map(formatOf).find(Boolean);
}

/** Whether the client would rather have an event stream than anything else, whatever it asks for. */
export function prefersEvents({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  const [best] = mediaRanges(headers.accept);
  return best !== undefined && formatOf(best) === EVENT_STREAM;
}

function formatOf({ type, parameters }: MediaRange): StreamFormat | undefined {
  if (type === 'text/event-stream') return EVENT_STREAM;
  const isSpoken = parameters.some((each) => each.startsWith('subscriptionspec'));
  return type === 'multipart/mixed' && isSpoken ? MULTIPART : undefined;
}
