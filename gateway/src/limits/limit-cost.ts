import { AppError } from '@visiobook/service';
import { type GraphQLSchema, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import type { Caller } from '../context.ts';
import type { CheckedOperation } from '../operations/check-operation.ts';
import { coerceVariables } from '../operations/coerce-variables.ts';
import type { Pay } from './cost-budgets.ts';
import { type CostRules, readCostRules } from './cost-rules.ts';
import { estimateCost } from './estimate-cost.ts';
import { compileMeasure, type MeasureCost } from './measure-cost.ts';

export interface LimitCostOptions {
  schema(): GraphQLSchema;
  sdl(): string;
  max: number;
  listSize: number;
  pay: Pay;
}

/** An operation whose cost was accepted. */
export interface AcceptedCost {
  estimated: number;
  /** Somebody's budget was charged. */
  isPaid: boolean;
  /** What an answer did cost. One without data costs what was estimated: nobody knows how far it got. */
  measure(data: Record<string, unknown> | null | undefined): number;
  /** Charges the caller for what it cost in all, instead of the estimate. */
  settle(actual: number): void;
}

/**
 * @throws AppError TOO_EXPENSIVE with `cost` and `max` when the operation may cost more than it should, RATE_LIMITED
 * when its caller has spent its budget.
 */
export type LimitCost = (
  checked: CheckedOperation,
  variables: Record<string, unknown>,
  caller: Caller | undefined,
) => Promise<AcceptedCost>;

interface Known {
  rules: CostRules;
  measure: MeasureCost;
  /** By the variables as they came, written as JSON. Of queries only: what mutations are given may be secret. */
  estimates: Map<string, number>;
}

/** Of one operation. What is asked again is mostly asked with few variables, and short ones. */
const MOST_ESTIMATES = 256;
const LONGEST_KEY = 256;

export function createLimitCost({ schema, sdl, max, listSize, pay }: LimitCostOptions): LimitCost {
  let current: { sdl: string; rules: CostRules } | undefined;
  const operations = new WeakMap<OperationDefinitionNode, Known>();

  const know = (checked: CheckedOperation, api: GraphQLSchema, rules: CostRules): Known => {
    const present = operations.get(checked.operation);
    if (present?.rules === rules) return present;
    const measure = compileMeasure({ schema: api, rules, ...checked });
    const made: Known = { rules, measure, estimates: new Map() };
    operations.set(checked.operation, made);
    return made;
  };

  return async (checked, given, caller) => {
    const now = sdl();
    if (current?.sdl !== now) current = { sdl: now, rules: readCostRules(now) };
    const { rules } = current;
    const api = schema();
    const known = know(checked, api, rules);
    const definitions = checked.operation.variableDefinitions ?? [];
    const isKept = checked.operation.operation === OperationTypeNode.QUERY;
    const key = isKept && definitions.length > 0 ? JSON.stringify(given) : '';
    let estimated = isKept ? known.estimates.get(key) : undefined;
    if (estimated === undefined) {
      const { coerced, errors } = coerceVariables(api, checked.operation, given);
      // Variables that do not fit are refused elsewhere, with better words.
      if (errors) return { estimated: 0, isPaid: false, measure: () => 0, settle: () => {} };
      estimated = estimateCost({ schema: api, rules, ...checked, variables: coerced, listSize });
      if (known.estimates.size >= MOST_ESTIMATES) known.estimates.clear();
      if (isKept && key.length <= LONGEST_KEY) known.estimates.set(key, estimated);
    }
    if (estimated > max) {
      const message = `The operation may cost ${estimated}; the most is ${max}.`;
      throw new AppError('TOO_EXPENSIVE', message, { cost: estimated, max });
    }
    const payment = caller && (await pay(caller, estimated));
    return {
      estimated,
      isPaid: payment !== undefined,
      measure: (data) => (data ? known.measure(data) : estimated),
      settle: (actual) => payment?.settle(actual),
    };
  };
}
