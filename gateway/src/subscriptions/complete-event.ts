import { buildOperationContext, executeQueryPlan, type GraphQLDataSource } from '@apollo/gateway';
import type { GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import type { DocumentNode, ExecutionResult, FormattedExecutionResult } from 'graphql';
import type { GatewayContext } from '../context.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';
import { EVENT_SERVICE, type SubscriptionPlan } from './plan-subscription.ts';

export interface EventCompleterOptions {
  snapshot: Snapshot;
  plan: SubscriptionPlan;
  document: DocumentNode;
  operationName: string | undefined;
  variables: Record<string, unknown>;
  context: GatewayContext;
  sources: Record<string, GraphQLDataSource>;
}

/**
 * Makes the client's result of an event: Apollo's executor takes the event as the answer of the plan's first fetch
 * and gets the rest from the other subgraphs. Aliases, fragments, conditions and nulls come out as in a query.
 */
export function createEventCompleter(
  options: EventCompleterOptions,
): (event: FormattedExecutionResult) => Promise<ExecutionResult> {
  const { snapshot, plan, document, operationName, variables, context, sources } = options;
  const operationContext = buildOperationContext({
    schema: snapshot.schema,
    operationDocument: document,
    ...(operationName === undefined ? {} : { operationName }),
  });
  const request = { variables, ...(operationName === undefined ? {} : { operationName }) };
  return async (event) => {
    const eventSource: GraphQLDataSource = { process: async () => event as never };
    const result = await executeQueryPlan(
      plan.completion,
      { ...sources, [EVENT_SERVICE]: eventSource },
      {
        request,
        document,
        context,
        metrics: {},
        cache: undefined,
      } as unknown as GatewayGraphQLRequestContext,
      operationContext,
      snapshot.supergraphSchema,
      snapshot.apiSchema,
    );
    return result as ExecutionResult;
  };
}
