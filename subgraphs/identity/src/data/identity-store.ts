import type { Db, Tx } from '@visiobook/db';
import { AnnounceEndedSessions } from '@visiobook/schema';
import type { Queue } from '@visiobook/service';
import type { Repositories, Store } from '../domain/ports.ts';
import { createSessionRepository } from './session-repository.ts';
import { createUserRepository } from './user-repository.ts';

/** The repositories over one database, and their transactions. @param queue none where nobody is to be told */
export function createIdentityStore(db: Db, queue: Pick<Queue, 'send'> | undefined): Store {
  const over = (queries: Db | Tx): Repositories => ({
    users: createUserRepository(queries),
    sessions: createSessionRepository(queries),
  });
  const announceEnded = (tx: Tx) => async (sessionIds: readonly string[]) => {
    if (queue && sessionIds.length > 0)
      await queue.send(AnnounceEndedSessions, { sessionIds: [...sessionIds] }, { tx });
  };
  return {
    ...over(db),
    transaction: (body) => db.transaction((tx) => body({ ...over(tx), announceEnded: announceEnded(tx) })),
  };
}
