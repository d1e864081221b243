import { newId } from '@visiobook/service';
import type { Authenticated } from './authenticated.ts';
import type { Identity, Repositories } from './ports.ts';
import type { User } from './user.ts';

const DAY_MS = 24 * 3600 * 1000;

/** Starts a session inside the caller's transaction and hands out its first tokens. */
export async function openSession(
  identity: Identity,
  { sessions }: Pick<Repositories, 'sessions'>,
  user: User,
): Promise<Authenticated> {
  const { refreshTokens, limits } = identity;
  const now = identity.now();
  const session = {
    id: newId(now.getTime()),
    userId: user.id,
    expiresAt: sessionEnd(now, limits.sessionDays),
    endedAt: null,
  };
  const refreshToken = refreshTokens.first();
  await sessions.insert(session, refreshTokens.hash(refreshToken));
  return handOut(identity, user, session.id, refreshToken);
}

export function sessionEnd(now: Date, days: number): Date {
  return new Date(now.getTime() + days * DAY_MS);
}

export async function handOut(
  { accessTokens }: Pick<Identity, 'accessTokens'>,
  user: User,
  sessionId: string,
  refreshToken: string,
): Promise<Authenticated> {
  const { token, expiresAt } = await accessTokens.issue({ userId: user.id, sessionId, role: user.role });
  return { accessToken: token, refreshToken, expiresAt, user };
}
