import { operationFromDocument } from '@apollo/federation-internals';
import type { PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import { AppError } from '@visiobook/service';
import { type DocumentNode, print } from 'graphql';
import type { Snapshot } from '../supergraph/snapshot.ts';

/** The service name under which an event stands in for the answer of the plan's first fetch. */
export const EVENT_SERVICE = '__event__';

export interface SubscriptionPlan {
  /** What goes to the subgraph that owns the stream. */
  upstream: { subgraph: string; query: string; variableNames: readonly string[] };
  /** Completes one event: its data is taken as the first answer, and what other subgraphs hold is fetched. */
  completion: QueryPlan;
}

const plans = new WeakMap<Snapshot, Map<string, SubscriptionPlan>>();
const KEPT = 500;

/** Plans a subscription with Apollo's planner, which can plan what its executor refuses to run (ARCHITECTURE §6). */
export function planSubscription(
  snapshot: Snapshot,
  document: DocumentNode,
  operationName: string | undefined,
): SubscriptionPlan {
  const known = plans.get(snapshot) ?? new Map<string, SubscriptionPlan>();
  plans.set(snapshot, known);
  const key = `${operationName ?? ''}\n${print(document)}`;
  const found = known.get(key);
  if (found) return found;
  const operation = operationFromDocument(
    snapshot.apiSchema,
    document,
    operationName === undefined ? {} : { operationName },
  );
  const { node } = snapshot.planner.buildQueryPlan(operation);
  if (node?.kind !== 'Subscription')
    throw new AppError('BAD_USER_INPUT', 'The subscription asks for nothing.');
  const plan = fromNode(node);
  if (known.size >= KEPT) known.delete(known.keys().next().value as string);
  known.set(key, plan);
  return plan;
}

function fromNode({ primary, rest }: SubscriptionNode): SubscriptionPlan {
  const first: PlanNode = { ...primary, serviceName: EVENT_SERVICE };
  return {
    upstream: {
      subgraph: primary.serviceName,
      query: primary.operation,
      variableNames: primary.variableUsages ?? [],
    },
    completion: { kind: 'QueryPlan', node: rest ? { kind: 'Sequence', nodes: [first, rest] } : first },
  };
}
