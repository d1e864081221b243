import type { FastifyRequest } from 'fastify';

const RESPONSE = 'application/graphql-response+json';

/** The media type of a single answer; `application/json` unless the client asks for the newer one. */
export function answersAs({ headers }: Pick<FastifyRequest, 'headers'>): string {
  const type = headers.accept?.includes(RESPONSE) ? RESPONSE : 'application/json';
  return `${type}; charset=utf-8`;
}

/**
 * The status that GraphQL over HTTP wants. Under `application/json` a well-formed request is answered by 200 even
 * when its document is refused, because old clients take any other status for a fault of something in between.
 */
export function statusOf(
  status: number,
  request: Pick<FastifyRequest, 'headers' | 'body' | 'method' | 'query'>,
  body: string,
): number {
  if (status !== 400 || request.headers.accept?.includes(RESPONSE)) return status;
  const source = (request.method === 'GET' ? request.query : request.body) as { query?: unknown } | undefined;
  return typeof source?.query === 'string' && source.query !== '' && !malformed(body) ? 200 : status;
}

/** Apollo tells a malformed request from a refused document by the words of its error, which we keep as they are. */
function malformed(body: string): boolean {
  return /POST body|search parameter|operation requests|potentially/.test(body);
}
