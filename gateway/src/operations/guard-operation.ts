import type { GraphQLSchema } from 'graphql';
import type { AccessRules } from '../access/access-rules.ts';
import type { AllowedOperation, GuardAccess } from '../access/guard-access.ts';
import type { Caller } from '../context.ts';
import type { AcceptedCost, LimitCost } from '../limits/limit-cost.ts';
import type { CheckedOperation } from './check-operation.ts';

/** What a valid operation passes before it is planned, on every road. */
export interface Admission {
  /** The part of the operation that the caller may have; undefined for all of it. */
  allowed: AllowedOperation | undefined;
  cost: AcceptedCost;
}

/** @throws AppError as access and cost do */
export type GuardOperation = (
  checked: CheckedOperation,
  variables: Record<string, unknown>,
  caller: Caller,
) => Promise<Admission>;

export interface GuardOperationOptions {
  schema(): GraphQLSchema;
  rules(): AccessRules;
  guardAccess: GuardAccess;
  limitCost: LimitCost;
}

export function createGuardOperation(options: GuardOperationOptions): GuardOperation {
  const { schema, rules, guardAccess, limitCost } = options;
  return async (checked, variables, caller) => {
    const allowed = await guardAccess({ schema: schema(), rules: rules() }, checked, caller);
    const cost = await limitCost(allowed ?? checked, variables, caller);
    return { allowed, cost };
  };
}
