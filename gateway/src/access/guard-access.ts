import type { ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Caller } from '../context.ts';
import type { CheckedOperation } from '../operations/check-operation.ts';
import type { AccessRules } from './access-rules.ts';
import { completeRestricted } from './complete-restricted.ts';
import { decideAccess } from './decide-access.ts';
import type { PolicyJudge } from './policy-judge.ts';
import {
  createRefusedBy,
  fragmentsOf,
  type Restricted,
  restrictOperation,
  touchedCoordinates,
} from './restrict-operation.ts';

/** What becomes of an operation that asks for more than its caller may have: nothing, or all the rest of it. */
export type AccessMode = 'refuse' | 'null';

/** The part of an operation that its caller may have. */
export interface AllowedOperation extends CheckedOperation {
  /** Names this part among those of the same operation. */
  key: string;
  /** Puts null and an error where a part is missing. @param variables coerced */
  complete<R extends Pick<ExecutionResult, 'data' | 'errors'>>(
    result: R,
    variables: Record<string, unknown>,
  ): R;
}

/**
 * Decides, before anything of an operation is planned, what of it its caller may have. Subgraphs decide again, by
 * the thing and not only by its kind.
 *
 * @returns undefined for all of it
 * @throws AppError UNAUTHENTICATED for nobody, FORBIDDEN for somebody who lacks a scope or a policy, where operations
 * are refused whole or nothing would be left of one; UNAVAILABLE where a policy cannot be judged.
 */
export type GuardAccess = (
  graph: { schema: GraphQLSchema; rules: AccessRules },
  checked: CheckedOperation,
  caller: Caller,
) => Promise<AllowedOperation | undefined>;

interface Known {
  rules: AccessRules;
  touched: readonly string[];
  /** By what is refused. */
  parts: Map<string, Restricted | undefined>;
}

const MOST_PARTS = 32;

export function createGuardAccess(mode: AccessMode, judge: PolicyJudge): GuardAccess {
  const operations = new WeakMap<OperationDefinitionNode, Known>();

  const know = (
    { schema, rules }: Parameters<GuardAccess>[0],
    { document, operation }: CheckedOperation,
  ): Known => {
    const present = operations.get(operation);
    if (present?.rules === rules) return present;
    const touched = touchedCoordinates(schema, rules, document, operation);
    const made: Known = { rules, touched, parts: new Map() };
    operations.set(operation, made);
    return made;
  };

  return async (graph, checked, caller) => {
    if (graph.rules.size === 0) return undefined;
    const known = know(graph, checked);
    if (known.touched.length === 0) return undefined;
    const refusals = await decideAccess(graph.rules, known.touched, caller, judge);
    if (refusals.size === 0) return undefined;
    const { schema } = graph;
    const { document, operation } = checked;
    const key = [...refusals.keys()].sort().join();
    let part = known.parts.get(key);
    if (!part && !known.parts.has(key)) {
      part = restrictOperation(schema, refusals, document, operation);
      if (known.parts.size >= MOST_PARTS) known.parts.clear();
      known.parts.set(key, part);
    }
    if (!part) return undefined;
    // A stream of which nothing is left would be one of nulls.
    if (mode === 'refuse' || (part.empty && operation.operation === 'subscription'))
      throw refusals.get(part.first);
    const refusedBy = createRefusedBy(schema, refusals);
    return {
      document: part.document,
      operation: part.operation,
      key,
      complete: (result, variables) =>
        completeRestricted(result, {
          schema,
          operation,
          fragments: fragmentsOf(document),
          variables,
          refusalOf: (type, field) => refusals.get(refusedBy(type, field) ?? ''),
          refusalOfType: (type) => refusals.get(type),
        }),
    };
  };
}
