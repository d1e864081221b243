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

export interface GuardOperation {
  /** @throws AppError as access and cost do */
  admit(checked: CheckedOperation, variables: Record<string, unknown>, caller: Caller): Promise<Admission>;
  /** What the caller may have of it now. @throws AppError as access does */
  access(checked: CheckedOperation, caller: Caller): Promise<AllowedOperation | undefined>;
}

export interface GuardOperationOptions {
  schema(): GraphQLSchema;
  rules(): AccessRules;
  guardAccess: GuardAccess;
  limitCost: LimitCost;
}

export function createGuardOperation(options: GuardOperationOptions): GuardOperation {
  const { schema, rules, guardAccess, limitCost } = options;
  const access: GuardOperation['access'] = (checked, caller) =>
    guardAccess({ schema: schema(), rules: rules() }, checked, caller);
  return {
    access,
    async admit(checked, variables, caller) {
      const allowed = await access(checked, caller);
      const cost = await limitCost(allowed ?? checked, variables, caller);
      return { allowed, cost };
    },
  };
}
