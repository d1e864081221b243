import type { Caller } from '../context.ts';
import type { LimitRate } from '../limits/rate-limit.ts';
import type { AskedOperation, ResolveText } from '../persisted/resolve-text.ts';
import type { OperationRequest } from './check-operation.ts';

/**
 * What every operation passes first, whichever way it comes: the caller's rate, and the text of what is asked.
 *
 * @throws AppError RATE_LIMITED | OPERATION_NOT_ALLOWED | NOT_FOUND | BAD_USER_INPUT
 */
export type Admit = (asked: AskedOperation, caller: Caller) => Promise<OperationRequest>;

export function createAdmit(limitRate: LimitRate, resolveText: ResolveText): Admit {
  return async (asked, caller) => {
    await limitRate(caller);
    return resolveText(asked, caller);
  };
}
