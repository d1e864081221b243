import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../context.ts';
import type { FederatedGraph } from '../supergraph/federated-graph.ts';
import { type CacheHints, cachePolicy, readCacheHints } from './cache-policy.ts';

/**
 * Lets caches keep the answers of queries that came by GET and had no errors, as `@cacheControl` says. All other
 * answers say that they must not be kept.
 */
export function cacheHeaders(graph: FederatedGraph): ApolloServerPlugin<GatewayContext> {
  let current: { sdl: string; hints: CacheHints } | undefined;
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ request, document, operation, response, contextValue }) => {
        response.http.headers.set('cache-control', 'no-store');
        if (request.http?.method !== 'GET' || !document || !operation) return;
        if (response.body.kind !== 'single' || response.body.singleResult.errors?.length) return;
        const sdl = graph.sdl();
        if (current?.sdl !== sdl) current = { sdl, hints: readCacheHints(sdl) };
        const policy = cachePolicy(graph.schema(), current.hints, document, operation);
        if (!policy) return;
        // A shared cache must not hand what one viewer got to another, whatever the schema says of it.
        const shared = contextValue.viewer.id === null;
        response.http.headers.set('cache-control', shared ? policy : policy.replace('public', 'private'));
        response.http.headers.set('vary', 'authorization, accept');
      },
    }),
  };
}
