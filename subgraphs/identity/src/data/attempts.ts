import type { Db } from '@visiobook/db';
import { attempts } from '@visiobook/db/tables/identity';
import { AppError } from '@visiobook/service';
import { eq, sql } from 'drizzle-orm';
import type { Attempts } from '../domain/ports.ts';

/** Counts in Postgres, so that all processes of the service count together. Windows do not slide. */
export function createAttempts(db: Db, now: () => Date): Attempts {
  return {
    async count(rules) {
      const at = now();
      // In the order of their keys: two counts at once take their row locks in the same order.
      const rows = rules
        .map(({ key, windowSeconds }) => ({
          key,
          count: 1,
          windowEndsAt: new Date(at.getTime() + windowSeconds * 1000),
        }))
        .toSorted((a, b) => (a.key < b.key ? -1 : 1));
      const over = sql`${attempts.windowEndsAt} <= ${at.toISOString()}::timestamptz`;
      const counted = await db
        .insert(attempts)
        .values(rows)
        .onConflictDoUpdate({
          target: attempts.key,
          set: {
            count: sql`case when ${over} then 1 else ${attempts.count} + 1 end`,
            windowEndsAt: sql`case when ${over} then excluded.window_ends_at else ${attempts.windowEndsAt} end`,
          },
        })
        .returning();
      const waits = counted
        .filter(({ key, count }) => count > rules.find((rule) => rule.key === key)!.limit)
        .map(({ windowEndsAt }) => Math.max(1, Math.ceil((windowEndsAt.getTime() - at.getTime()) / 1000)));
      if (waits.length > 0) {
        const retryAfter = Math.max(...waits);
        throw new AppError('RATE_LIMITED', `Too many attempts; try again in ${retryAfter} seconds.`, {
          retryAfter,
        });
      }
    },

    async forget(key) {
      await db.delete(attempts).where(eq(attempts.key, key));
    },
  };
}
