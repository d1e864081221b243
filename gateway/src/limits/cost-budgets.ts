import { AppError } from '@visiobook/service';
import type { Caller } from '../context.ts';
import type { BucketStore } from './bucket-store.ts';
import { whoIs } from './rate-limit.ts';

/** What a caller may spend in a minute, by the name of its client; `*` is for all others. None or 0 is no limit. */
export type CostBudgets = Readonly<Record<string, number>>;

/** What was paid before an operation ran. */
export interface Payment {
  /** Makes it what the operation did cost. */
  settle(actual: number): void;
}

/**
 * Takes what an operation may cost from its caller's budget.
 *
 * @throws AppError TOO_EXPENSIVE for more than the whole budget, RATE_LIMITED with `retryAfter` for more than is left.
 */
export type Pay = (caller: Caller, estimated: number) => Promise<Payment | undefined>;

/**
 * A budget for each caller of each client that has one. Clients that are not named share one budget a caller: a
 * client that invents names gains nothing by it.
 */
export function createCostBudgets(store: BucketStore, budgets: CostBudgets): Pay {
  return async (caller, estimated) => {
    const name = Object.hasOwn(budgets, caller.client) ? caller.client : '*';
    const budget = budgets[name] ?? 0;
    if (budget === 0) return undefined;
    if (estimated > budget) {
      const message = `The operation may cost ${estimated}; ${budget} is all that may be spent in a minute.`;
      throw new AppError('TOO_EXPENSIVE', message, { cost: estimated, max: budget });
    }
    const key = `cost ${name} ${whoIs(caller)}`;
    const size = { capacity: budget, perSecond: budget / 60 };
    const seconds = await store.take(key, size, estimated);
    if (seconds > 0) {
      const retryAfter = Math.ceil(seconds);
      const message = `The budget of ${budget} a minute is spent; try again in ${retryAfter} s.`;
      throw new AppError('RATE_LIMITED', message, { retryAfter, cost: estimated });
    }
    let paid = estimated;
    return {
      settle(actual) {
        const difference = actual - paid;
        paid = actual;
        // Nobody waits for it, and a store that fails has counted a little wrong.
        if (difference !== 0) void store.charge(key, size, difference).catch(() => {});
      },
    };
  };
}
