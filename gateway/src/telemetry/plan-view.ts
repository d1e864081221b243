import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../context.ts';
import { isFor, type Part } from '../deferral/split-operation.ts';
import { prepareOperation } from '../execution/prepare-operation.ts';
import { coerceVariables } from '../operations/coerce-variables.ts';
import type { FederatedGraph } from '../supergraph/federated-graph.ts';

/** The header by which Apollo's tools ask for plans. */
export const PLAN_HEADER = 'apollo-query-plan-experimental';

/**
 * Adds the plan of an operation to its answer, as `extensions.queryPlan`, for those who ask for it and hold the
 * scope: which subgraph is asked what, after which others, and for which
 * deferred fragments only.
 */
export function planView(graph: FederatedGraph, scope: string): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ request, contextValue, document, operation, response }) => {
        if (!request.http?.headers.has(PLAN_HEADER) || !contextValue.viewer.scopes.includes(scope)) return;
        if (!document || !operation || response.body.kind !== 'single') return;
        const { coerced } = coerceVariables(graph.schema(), operation, request.variables ?? {});
        if (!coerced) return;
        const inParts = contextValue.delivery !== undefined && !contextValue.allowed;
        const { prepared, split } = prepareOperation(graph.snapshot(), document, operation, coerced, inParts);
        const queryPlan = prepared.plan.fetches.map(({ id, subgraph, after, part }, position) => ({
          id,
          subgraph,
          after: [...after],
          ...(part === undefined
            ? {}
            : { deferred: split?.parts.filter((each) => isFor(part, each)).map(nameOf) }),
          query: prepared.printed[position]?.query,
        }));
        const { singleResult } = response.body;
        singleResult.extensions = { ...singleResult.extensions, queryPlan };
      },
    }),
  };
}

function nameOf({ label, path }: Part): { label?: string; path: string } {
  return { ...(label === undefined ? {} : { label }), path: path.join('.') };
}
