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

/** Under which type answers go to clients that accept the same, once Apollo Server has chosen it. */
export interface MediaTypes {
  of(request: Request): string | undefined;
  learn(request: Request, type: string | undefined): void;
}

/** Clients write few different ones; who writes many goes the long way. */
const KEPT = 100;

export function createMediaTypes(): MediaTypes {
  const chosen = new Map<string, string>();
  return {
    of: ({ headers }) => chosen.get(headers.accept ?? ''),
    learn({ headers }, type) {
      const isSingle = type !== undefined && !type.startsWith('multipart/');
      if (isSingle && chosen.size < KEPT) chosen.set(headers.accept ?? '', type);
    },
  };
}

function acceptsResponse({ headers }: Request): boolean {
  const ranges = mediaRanges(headers.accept);
  const weightOf = (wanted: string) => ranges.find(({ type }) => type === wanted)?.weight ?? 0;
  return weightOf(RESPONSE) > 0 && weightOf(RESPONSE) >= weightOf('application/json');
}
