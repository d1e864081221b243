import { AppError } from '@visiobook/service';
import { type GraphQLSchema, getVariableValues } from 'graphql';
import type { CheckedOperation } from '../operations/check-operation.ts';
import { type CostRules, readCostRules } from './cost-rules.ts';
import { estimateCost } from './estimate-cost.ts';

export interface LimitCostOptions {
  schema(): GraphQLSchema;
  sdl(): string;
  max: number;
  listSize: number;
}

/** @throws AppError TOO_EXPENSIVE with `cost` and `max` when the operation may cost more than it should. */
export type LimitCost = (checked: CheckedOperation, variables: Record<string, unknown>) => void;

export function createLimitCost({ schema, sdl, max, listSize }: LimitCostOptions): LimitCost {
  let current: { sdl: string; rules: CostRules } | undefined;
  return ({ document, operation }, given) => {
    const now = sdl();
    if (current?.sdl !== now) current = { sdl: now, rules: readCostRules(now) };
    const api = schema();
    const { coerced, errors } = getVariableValues(api, operation.variableDefinitions ?? [], given);
    // Variables that do not fit are refused elsewhere, with better words.
    if (errors) return;
    const { rules } = current;
    const cost = estimateCost({ schema: api, rules, document, operation, variables: coerced, listSize });
    if (cost <= max) return;
    const message = `The operation may cost ${cost}; the most is ${max}.`;
    throw new AppError('TOO_EXPENSIVE', message, { cost, max });
  };
}
