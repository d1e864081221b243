import { AppError } from '@visiobook/service';
import { type GraphQLSchema, getVariableValues, type OperationDefinitionNode } from 'graphql';
import type { Caller } from '../context.ts';
import type { CheckedOperation } from '../operations/check-operation.ts';
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
  /** Where no variable can change it. */
  estimated: number | undefined;
}

export function createLimitCost({ schema, sdl, max, listSize, pay }: LimitCostOptions): LimitCost {
  let current: { sdl: string; rules: CostRules } | undefined;
  const operations = new WeakMap<OperationDefinitionNode, Known>();

  const know = (checked: CheckedOperation, api: GraphQLSchema, rules: CostRules): Known => {
    const present = operations.get(checked.operation);
    if (present?.rules === rules) return present;
    const measure = compileMeasure({ schema: api, rules, ...checked });
    const made = { rules, measure, estimated: undefined };
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
    let estimated = known.estimated;
    if (estimated === undefined) {
      const { coerced, errors } = getVariableValues(api, definitions, given);
      // Variables that do not fit are refused elsewhere, with better words.
      if (errors) return { estimated: 0, isPaid: false, measure: () => 0, settle: () => {} };
      estimated = estimateCost({ schema: api, rules, ...checked, variables: coerced, listSize });
      if (definitions.length === 0) known.estimated = estimated;
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
