import { AppError } from '@visiobook/service';
import type { Caller } from '../context.ts';
import type { BucketStore } from './bucket-store.ts';

/** Operations a minute; 0 is no limit. */
export interface RateLimits {
  user: number;
  partner: number;
  /** For those who are nobody. */
  address: number;
}

/** @throws AppError RATE_LIMITED with `retryAfter` in seconds. */
export type LimitRate = (caller: Caller) => Promise<void>;

/**
 * One bucket for each user, partner, or address of nobody. Who has an account is not counted by address: a school
 * is one address with a thousand people behind it.
 */
export function createLimitRate(store: BucketStore, limits: RateLimits): LimitRate {
  return async (caller) => {
    const { kind } = caller.viewer;
    const aMinute = kind === 'PARTNER' ? limits.partner : kind === 'USER' ? limits.user : limits.address;
    if (aMinute === 0) return;
    const seconds = await store.take(whoIs(caller), { capacity: aMinute, perSecond: aMinute / 60 });
    if (seconds === 0) return;
    const retryAfter = Math.ceil(seconds);
    const message = `At most ${aMinute} operations a minute; try again in ${retryAfter} s.`;
    throw new AppError('RATE_LIMITED', message, { retryAfter });
  };
}

/** Whose share a caller uses. */
export function whoIs({ viewer, address }: Pick<Caller, 'viewer' | 'address'>): string {
  if (viewer.kind === 'PARTNER') return `partner ${viewer.id}`;
  return viewer.kind === 'USER' ? `user ${viewer.id}` : `address ${address}`;
}
