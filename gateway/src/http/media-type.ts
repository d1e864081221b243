import type { FastifyRequest } from 'fastify';
import { mediaRanges } from './media-ranges.ts';

const RESPONSE = 'application/graphql-response+json';

type Request = Pick<FastifyRequest, 'headers'>;

/** The media type of a single answer; `application/json` unless the client asks for the newer one. */
export function answersAs(request: Request): string {
  return `${acceptsResponse(request) ? RESPONSE : 'application/json'}; charset=utf-8`;
}

/**
 * The status that GraphQL over HTTP wants. Under `application/json` a well-formed request is answered by 200 even
 * when its document is refused, because old clients take any other status for a fault of something in between.
 */
export function statusOf(status: number, request: Request, wellFormed: boolean): number {
  return status === 400 && wellFormed && !acceptsResponse(request) ? 200 : status;
}

function acceptsResponse({ headers }: Request): boolean {
  const ranges = mediaRanges(headers.accept);
  const weightOf = (wanted: string) => ranges.find(({ type }) => type === wanted)?.weight ?? 0;
  return weightOf(RESPONSE) > 0 && weightOf(RESPONSE) >= weightOf('application/json');
}
