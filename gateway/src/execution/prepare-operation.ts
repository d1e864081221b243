import { type DocumentNode, Kind, type OperationDefinitionNode, visit } from 'graphql';
import { checkPlan } from '../planning/check-plan.ts';
import { fragmentsOf, needOf, type Selecting } from '../planning/need.ts';
import { Planner } from '../planning/planner.ts';
import { printFetch } from '../planning/print-fetch.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';
import type { PreparedPlan } from './prepared-plan.ts';

/** An operation with its plan for given values of the variables that `@skip` and `@include` ask. */
export interface PreparedOperation {
  prepared: PreparedPlan;
  selecting: Selecting;
}

interface Known {
  conditions: readonly string[];
  plans: Map<string, PreparedOperation>;
}

/** Of one operation, by the values of its conditions. */
const MOST_PLANS = 64;
const known = new WeakMap<Snapshot, WeakMap<OperationDefinitionNode, Known>>();

/** Plans an operation, once for each choice that its conditions make. @param variables coerced */
export function prepareOperation(
  snapshot: Snapshot,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): PreparedOperation {
  const operations = known.get(snapshot) ?? new WeakMap<OperationDefinitionNode, Known>();
  known.set(snapshot, operations);
  const entry = operations.get(operation) ?? { conditions: conditionsOf(document), plans: new Map() };
  operations.set(operation, entry);
  const key = entry.conditions.map((name) => (variables[name] ? '1' : '0')).join('');
  const found = entry.plans.get(key);
  if (found) return found;
  const conditions = Object.fromEntries(entry.conditions.map((name) => [name, variables[name]]));
  const made = prepare(snapshot, document, operation, conditions);
  if (entry.plans.size >= MOST_PLANS) entry.plans.clear();
  entry.plans.set(key, made);
  return made;
}

function prepare(
  snapshot: Snapshot,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): PreparedOperation {
  const rootType = snapshot.schema.getRootType(operation.operation)!.name;
  const selecting = { schema: snapshot.schema, fragments: fragmentsOf(document), variables };
  const fields = needOf(selecting, rootType, [operation.selectionSet]).get(rootType)!;
  const plan = new Planner(snapshot.supergraphSchema, snapshot.models).plan(
    operation.operation,
    rootType,
    fields,
  );
  checkPlan(plan, snapshot.models);
  const printed = plan.fetches.map((fetch) => printFetch(fetch, operation));
  return { prepared: { plan, printed, rootType }, selecting };
}

function conditionsOf(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: given = [] }) => {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
