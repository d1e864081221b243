/** A login. It ends by itself when it is not refreshed until `expiresAt`. */
export interface Session {
  id: string;
  userId: string;
  expiresAt: Date;
  endedAt: Date | null;
}

export type SessionEnd = 'LOGOUT' | 'PASSWORD_CHANGED' | 'TOKEN_REUSED';

/** A refresh token as it is stored. */
export interface StoredRefreshToken {
  hash: Buffer;
  sessionId: string;
  replacedAt: Date | null;
}

export function isAlive(session: Session, now: Date): boolean {
  return session.endedAt === null && session.expiresAt > now;
}
