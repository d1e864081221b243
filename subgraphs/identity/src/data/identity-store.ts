import type { Db, Tx } from '@visiobook/db';
import type { Repositories, Store } from '../domain/ports.ts';
import { createSessionRepository } from './session-repository.ts';
import { createUserRepository } from './user-repository.ts';

/** The repositories over one database, and their transactions. */
export function createIdentityStore(db: Db): Store {
  const over = (queries: Db | Tx): Repositories => ({
    users: createUserRepository(queries),
    sessions: createSessionRepository(queries),
  });
  return { ...over(db), transaction: (body) => db.transaction((tx) => body(over(tx))) };
}
