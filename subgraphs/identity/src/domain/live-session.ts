import { AppError, requireUser, type Viewer } from '@visiobook/service';
import type { Repositories } from './ports.ts';
import { isAlive } from './session.ts';

/**
 * The user behind a request whose session is still open. An access token outlives its session by minutes: enough to
 * read with, not to take over an account with. Locks the session until the transaction ends.
 *
 * @throws AppError UNAUTHENTICATED for anyone else.
 */
export async function requireLiveSession(
  { sessions }: Pick<Repositories, 'sessions'>,
  viewer: Viewer,
  now: Date,
): Promise<{ userId: string; sessionId: string }> {
  const { id, sessionId } = requireUser(viewer);
  const session = sessionId === null ? null : await sessions.lockById(sessionId);
  if (!session || session.userId !== id || !isAlive(session, now))
    throw new AppError('UNAUTHENTICATED', 'This session has ended; log in again.');
  return { userId: id, sessionId: session.id };
}
