import { requireUser, type Viewer } from '@visiobook/service';
import type { Identity } from './ports.ts';

/** Ends the session that the request came in with. @returns false when it had ended before. */
export async function logOut({ store, metrics, now }: Identity, viewer: Viewer): Promise<boolean> {
  const { sessionId } = requireUser(viewer);
  if (sessionId === null) return false;
  const ended = await store.transaction(async ({ sessions, announceEnded }) => {
    const endedNow = await sessions.end(sessionId, 'LOGOUT', now());
    if (endedNow) await announceEnded([sessionId]);
    return endedNow;
  });
  if (ended) metrics.operations.inc({ operation: 'logout', outcome: 'done' });
  return ended;
}
