import type { Redis } from '../redis/redis.ts';

/** Sessions that are over, for those who hold something open for one and those who would open more. */
export interface SessionRevocations {
  /** @returns stops watching. */
  watch(sessionId: string, onRevoked: () => void): () => void;
  /** @returns how many were told. */
  revoke(sessionId: string): number;
  isRevoked(sessionId: string): boolean;
}

/** Access tokens live for minutes; after this long no token of a revoked session is good any more. */
const REMEMBERED_MS = 3_600_000;
const MOST_REMEMBERED = 100_000;

export function createSessionRevocations(now: () => number = Date.now): SessionRevocations {
  const watchers = new Map<string, Set<() => void>>();
  const revoked = new Map<string, number>();
  return {
    watch(sessionId, onRevoked) {
      const watching = watchers.get(sessionId) ?? new Set();
      watchers.set(sessionId, watching.add(onRevoked));
      return () => {
        watching.delete(onRevoked);
        if (watching.size === 0 && watchers.get(sessionId) === watching) watchers.delete(sessionId);
      };
    },
    revoke(sessionId) {
      revoked.delete(sessionId);
      revoked.set(sessionId, now());
      for (const [oldest, at] of revoked) {
        if (revoked.size <= MOST_REMEMBERED && now() - at <= REMEMBERED_MS) break;
        revoked.delete(oldest);
      }
      const watching = [...(watchers.get(sessionId) ?? [])];
      for (const onRevoked of watching) onRevoked();
      return watching.length;
    },
    isRevoked: (sessionId) => revoked.has(sessionId),
  };
}

const CHANNEL = 'visiobook:gateway:revoked-sessions';

/** Tells the other processes too, so that it is enough to tell one of them. */
export function shareRevocations(
  revocations: SessionRevocations,
  redis: Pick<Redis, 'listen' | 'send'>,
): SessionRevocations {
  redis.listen(CHANNEL, (sessionId) => void revocations.revoke(sessionId));
  return {
    ...revocations,
    revoke(sessionId) {
      // Told by identity as well, each process for itself, if it knows them all.
      void redis.send(['PUBLISH', CHANNEL, sessionId]).catch(() => {});
      return revocations.revoke(sessionId);
    },
  };
}
