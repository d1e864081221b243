import type { Caller } from '../context.ts';
import type { LimitRate } from '../limits/rate-limit.ts';
import type { AskedOperation, ResolveText } from '../persisted/resolve-text.ts';
import type { OperationRequest } from './check-operation.ts';
import { limitValues } from './limit-values.ts';

/**
 * What every operation passes first, whichever way it comes: the caller's rate, the size of its variables, and the
 * text of what is asked.
 *
 * @throws AppError RATE_LIMITED | TOO_EXPENSIVE | OPERATION_NOT_ALLOWED | NOT_FOUND | BAD_USER_INPUT
 */
export type Admit = (asked: AskedOperation, caller: Caller) => Promise<OperationRequest>;

/** @param mostValues of variables */
export function createAdmit(limitRate: LimitRate, resolveText: ResolveText, mostValues: number): Admit {
  return async (asked, caller) => {
    await limitRate(caller);
    limitValues(asked.variables, mostValues);
    return resolveText(asked, caller);
  };
}
