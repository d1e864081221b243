import type { GraphQLDataSource } from '@apollo/gateway';
import { type ExecutionResult, type FormattedExecutionResult, isObjectType } from 'graphql';
import type { GatewayContext } from '../context.ts';
import { resultOf } from '../execution/execute-operation.ts';
import { runPlan } from '../execution/run-plan.ts';
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
  const runOptions = {
    prepared: plan.prepared,
    variables,
    context,
    sources,
    isObjectType: (name: string) => isObjectType(snapshot.supergraphSchema.getType(name)),
  };
  return async (event) => resultOf(snapshot, { ...plan, variables }, plan, await runPlan(runOptions, event));
}
