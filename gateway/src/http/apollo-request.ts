import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import type { OperationRequest } from '../operations/check-operation.ts';
import { cannotBeABrowser, NOT_A_BROWSER } from './csrf.ts';

/**
 * The request as Apollo Server reads it, with the text of what the client may have named by an id.
 *
 * @param acceptsWhole else the client has its answer in parts, of which Apollo Server makes the first
 */
export function apolloRequest(
  request: FastifyRequest,
  operation: OperationRequest,
  acceptsWhole: boolean,
): HTTPGraphQLRequest {
  const { method } = request;
  const headers = headersOf(request);
  if (!acceptsWhole) headers.set('accept', 'application/json');
  if (method !== 'GET') return { method, headers, search: '', body: operation };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(operation)) {
    if (value === undefined || value === null) continue;
    search.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return { method, headers, search: `?${search}`, body: undefined };
}

function headersOf({ headers }: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name.startsWith('x-visiobook-')) continue;
    map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  if (cannotBeABrowser(headers)) map.set(NOT_A_BROWSER, '1');
  return map;
}
