import type { Db } from '@visiobook/db';
import { attempts, refreshTokens, sessions } from '@visiobook/db/tables/identity';
import { lt, or } from 'drizzle-orm';

const DAY_MS = 24 * 3600 * 1000;

/** Deletes what nobody can use any more. Safe at any time and from several processes at once. */
export async function removeExpired(db: Db, now: Date, keepDays: number): Promise<void> {
  const before = new Date(now.getTime() - keepDays * DAY_MS);
  await db.delete(attempts).where(lt(attempts.windowEndsAt, now));
  await db.delete(sessions).where(or(lt(sessions.expiresAt, before), lt(sessions.endedAt, before)));
  // Void tokens of living sessions are kept for that long to tell a reused one from an invented one.
  await db.delete(refreshTokens).where(lt(refreshTokens.replacedAt, before));
}
