import type { ExecutionResult, GraphQLFormattedError, OperationDefinitionNode } from 'graphql';
import type { Snapshot } from '../supergraph/snapshot.ts';
import { inSpan } from '../telemetry/execution-spans.ts';
import { AnswerText } from './answer-text.ts';
import { asAnswerTree } from './as-answer-tree.ts';
import { type CompiledPlan, compilePlan } from './compile-plan.ts';
import type { PreparedOperation } from './prepare-operation.ts';
import type { PreparedPlan } from './prepared-plan.ts';
import { type CompiledRunOptions, runCompiled } from './run-compiled.ts';
import { type Introspect, shapeResult } from './shape-result.ts';
import { compileWriter, type WriteAnswer } from './write-answer.ts';

interface Compiled {
  plan: CompiledPlan;
  write: WriteAnswer | undefined;
}

const known = new WeakMap<PreparedPlan, Compiled>();

export interface PlanToAnswer extends Omit<CompiledRunOptions, 'plan'> {
  snapshot: Snapshot;
  operation: OperationDefinitionNode;
  prepared: PreparedOperation;
  introspect: Introspect;
}

interface Answered {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLFormattedError[];
}

/**
 * Runs a plan and gives the client's answer. What went well is written straight from what subgraphs sent; where
 * something is missing or wrong, nulls and errors are completed by the specification first.
 *
 * @param given an answer of the first fetch, for an event
 */
export async function answerPlan(asked: PlanToAnswer, given?: Answered): Promise<ExecutionResult> {
  const { operation, prepared, introspect } = asked;
  const { plan, write } = compiledOf(asked);
  const run = await runCompiled({ ...asked, plan }, given);
  return inSpan('gateway.postprocessing', {}, () => {
    const text = run.mishaps.size === 0 && run.strays.length === 0 ? write?.(run) : undefined;
    if (text !== undefined) return { data: new AnswerText(text) as unknown as Record<string, unknown> };
    const { rootType } = prepared.prepared;
    const root = asAnswerTree(run, plan.root, rootType, plan.objectTypes);
    const { data, errors } = shapeResult(
      prepared.selecting,
      rootType,
      operation.selectionSet,
      { root, strays: run.strays },
      introspect,
    );
    return { data, ...(errors.length > 0 ? { errors } : {}) };
  });
}

function compiledOf({ snapshot, operation, prepared }: PlanToAnswer): Compiled {
  let compiled = known.get(prepared.prepared);
  if (!compiled) {
    const plan = compilePlan(snapshot.supergraphSchema, prepared.prepared, operation);
    const { selecting } = prepared;
    const write = compileWriter(selecting, prepared.prepared.rootType, operation.selectionSet, plan.root);
    compiled = { plan, write };
    known.set(prepared.prepared, compiled);
  }
  return compiled;
}
