import type { GraphQLDataSource } from '@apollo/gateway';
import type { ExecutionResult, FormattedExecutionResult } from 'graphql';
import type { GatewayContext } from '../context.ts';
import { answerPlan } from '../execution/answer-plan.ts';
import { plainData } from '../execution/answer-text.ts';
import { introspection } from '../execution/execute-operation.ts';
import { createJoinCalls } from '../execution/join-calls.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';
import type { SubscriptionPlan } from './plan-subscription.ts';

export interface EventCompleterOptions {
  snapshot: Snapshot;
  plan: SubscriptionPlan;
  variables: Record<string, unknown>;
  context: GatewayContext;
  sources: Record<string, GraphQLDataSource>;
}

/**
 * Makes the client's result of an event: it is taken as the answer of the plan's first fetch, and what other
 * subgraphs hold is fetched. Aliases, fragments, conditions and nulls come out as in a query.
 */
export function createEventCompleter(
  options: EventCompleterOptions,
): (event: FormattedExecutionResult) => Promise<ExecutionResult> {
  const { snapshot, plan, variables, context, sources } = options;
  const introspect = introspection(snapshot, { ...plan, variables });
  const asked = {
    snapshot,
    operation: plan.operation,
    prepared: plan,
    variables,
    context,
    sources,
    introspect,
    join: createJoinCalls(),
  };
  return async (event) => {
    const { data, ...others } = await answerPlan(asked, event);
    return data === undefined ? others : { data: plainData(data) ?? null, ...others };
  };
}
