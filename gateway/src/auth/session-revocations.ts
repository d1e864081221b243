/** Tells those who hold something open for a session that it is revoked. */
export interface SessionRevocations {
  /** @returns stops watching. */
  watch(sessionId: string, onRevoked: () => void): () => void;
  /** @returns how many were told. */
  revoke(sessionId: string): number;
}

export function createSessionRevocations(): SessionRevocations {
  const watchers = new Map<string, Set<() => void>>();
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
      const watching = [...(watchers.get(sessionId) ?? [])];
      for (const onRevoked of watching) onRevoked();
      return watching.length;
    },
  };
}
