import type { Db, Tx } from '@visiobook/db';
import { refreshTokens, sessions } from '@visiobook/db/tables/identity';
import { and, eq, gt, isNull, ne } from 'drizzle-orm';
import type { SessionRepository } from '../domain/ports.ts';

const sessionColumns = {
  id: sessions.id,
  userId: sessions.userId,
  expiresAt: sessions.expiresAt,
  endedAt: sessions.endedAt,
};
const tokenColumns = {
  hash: refreshTokens.tokenHash,
  sessionId: refreshTokens.sessionId,
  replacedAt: refreshTokens.replacedAt,
};

export function createSessionRepository(db: Db | Tx): SessionRepository {
  return {
    async insert({ id, userId, expiresAt }, tokenHash) {
      await db.insert(sessions).values({ id, userId, expiresAt });
      await db.insert(refreshTokens).values({ tokenHash, sessionId: id });
    },

    async lockByToken(tokenHash) {
      // Both rows are locked: who waited for a lock must then read the token as the winner left it.
      const [found] = await db
        .select({ token: tokenColumns, session: sessionColumns })
        .from(refreshTokens)
        .innerJoin(sessions, eq(sessions.id, refreshTokens.sessionId))
        .where(eq(refreshTokens.tokenHash, tokenHash))
        .for('update');
      return found ?? null;
    },

    async lockById(id) {
      const [session] = await db
        .select(sessionColumns)
        .from(sessions)
        .where(eq(sessions.id, id))
        .for('update');
      return session ?? null;
    },

    async findToken(tokenHash) {
      const [token] = await db
        .select(tokenColumns)
        .from(refreshTokens)
        .where(eq(refreshTokens.tokenHash, tokenHash));
      return token ?? null;
    },

    async rotate({ sessionId, oldHash, newHash, now, expiresAt }) {
      await db.update(refreshTokens).set({ replacedAt: now }).where(eq(refreshTokens.tokenHash, oldHash));
      await db.insert(refreshTokens).values({ tokenHash: newHash, sessionId });
      await db.update(sessions).set({ expiresAt }).where(eq(sessions.id, sessionId));
    },

    async end(sessionId, reason, now) {
      const ended = await db
        .update(sessions)
        .set({ endedAt: now, endReason: reason })
        .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt)))
        .returning({ id: sessions.id });
      return ended.length > 0;
    },

    async endOthers(userId, keptId, reason, now) {
      const ended = await db
        .update(sessions)
        .set({ endedAt: now, endReason: reason })
        .where(
          and(
            eq(sessions.userId, userId),
            keptId === null ? undefined : ne(sessions.id, keptId),
            isNull(sessions.endedAt),
            gt(sessions.expiresAt, now),
          ),
        )
        .returning({ id: sessions.id });
      return ended.map(({ id }) => id);
    },
  };
}
