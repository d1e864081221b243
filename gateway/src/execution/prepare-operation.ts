import { type DocumentNode, Kind, type OperationDefinitionNode, print, visit } from 'graphql';
import { type SplitOperation, splitOperation } from '../deferral/split-operation.ts';
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
  /** Set where it is answered in parts. */
  split?: SplitOperation;
}

interface Known {
  conditions: readonly string[];
  plans: Map<string, PreparedOperation>;
}

/** Of one operation, by the values of its conditions. */
const MOST_PLANS = 64;
const known = new WeakMap<Snapshot, WeakMap<OperationDefinitionNode, Known>>();

/**
 * Plans an operation, once for each choice that its conditions make.
 *
 * @param variables coerced
 * @param inParts as `@defer` says; else it is as if that did not stand there
 */
export function prepareOperation(
  snapshot: Snapshot,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  inParts = false,
): PreparedOperation {
  const operations = known.get(snapshot) ?? new WeakMap<OperationDefinitionNode, Known>();
  known.set(snapshot, operations);
  const entry = operations.get(operation) ?? { conditions: conditionsOf(document), plans: new Map() };
  operations.set(operation, entry);
  const choices = entry.conditions.map((name) => (variables[name] ? '1' : '0'));
  const key = `${inParts ? 'parts ' : ''}${choices.join('')}`;
  const found = entry.plans.get(key);
  if (found) return found;
  const conditions = Object.fromEntries(entry.conditions.map((name) => [name, variables[name]]));
  const split = inParts ? splitOperation(operation, fragmentsOf(document), conditions) : undefined;
  const made =
    inParts && !split
      ? prepareOperation(snapshot, document, operation, variables)
      : prepare(snapshot, document, operation, conditions, split);
  if (entry.plans.size >= MOST_PLANS) entry.plans.clear();
  entry.plans.set(key, made);
  return made;
}

function prepare(
  snapshot: Snapshot,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  split: SplitOperation | undefined,
): PreparedOperation {
  const rootType = snapshot.schema.getRootType(operation.operation)!.name;
  const whole = { schema: snapshot.schema, fragments: fragmentsOf(document), variables };
  const selecting = split ? { ...whole, tagOf: split.tagOf } : whole;
  const { selectionSet } = split?.operation ?? operation;
  const fields = needOf(selecting, rootType, [selectionSet]).get(rootType)!;
  const models = snapshot.modelsFor(print(document));
  const plan = new Planner(snapshot.supergraphSchema, models).plan(operation.operation, rootType, fields);
  checkPlan(plan, models);
  const printed = plan.fetches.map((fetch) => printFetch(fetch, operation));
  return { prepared: { plan, printed, rootType }, selecting, ...(split ? { split } : {}) };
}

const CONDITIONAL: ReadonlySet<string> = new Set(['skip', 'include', 'defer']);

function conditionsOf(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: given = [] }) => {
      if (!CONDITIONAL.has(name.value)) return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
