import { AppError } from '@visiobook/service';
import { type DocumentNode, type OperationDefinitionNode, print } from 'graphql';
import { type PreparedOperation, prepareOperation } from '../execution/prepare-operation.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';

export interface SubscriptionPlan extends PreparedOperation {
  /** What goes to the subgraph that owns the stream. */
  upstream: { subgraph: string; query: string; variableNames: readonly string[] };
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** The number of an event as it comes from upstream; undefined where it has none. */
  seqOf(data: Record<string, unknown> | null | undefined): number | undefined;
}

const KEPT = 500;
const known = new WeakMap<Snapshot, Map<string, Pick<SubscriptionPlan, 'document' | 'operation'>>>();

/** Plans a subscription: its first fetch is the stream, and each event stands for that fetch's answer. */
export function planSubscription(
  snapshot: Snapshot,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): SubscriptionPlan {
  const same = canonical(snapshot, document, operation);
  const operationPlan = prepareOperation(snapshot, same.document, same.operation, variables);
  const { plan, printed } = operationPlan.prepared;
  const first = plan.fetches[0];
  const [entry] = first?.selection.parts.values().next().value?.values() ?? [];
  if (!first || !entry) throw new AppError('BAD_USER_INPUT', 'The subscription asks for nothing.');
  const { query, variables: variableNames } = printed[0]!;
  const [seq] = Array.from(entry.selection?.parts.values() ?? [], (part) => part.get('seq')?.alias);
  return {
    ...operationPlan,
    ...same,
    upstream: { subgraph: first.subgraph, query, variableNames },
    seqOf: (data) => {
      const event = data?.[entry.alias] as Record<string, unknown> | null | undefined;
      const value = seq === undefined ? undefined : event?.[seq];
      return typeof value === 'number' ? value : undefined;
    },
  };
}

/** Operations are rewritten for each client; those with the same text share one object, and by it one plan. */
function canonical(snapshot: Snapshot, document: DocumentNode, operation: OperationDefinitionNode) {
  const texts = known.get(snapshot) ?? new Map<string, Pick<SubscriptionPlan, 'document' | 'operation'>>();
  known.set(snapshot, texts);
  const key = `${operation.name?.value ?? ''}\n${print(document)}`;
  const found = texts.get(key);
  if (found) return found;
  if (texts.size >= KEPT) texts.delete(texts.keys().next().value as string);
  const made = { document, operation };
  texts.set(key, made);
  return made;
}
