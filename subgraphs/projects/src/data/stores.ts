import type { Db, Tx } from '@visiobook/db';
import type { Queue } from '@visiobook/service';
import type { Readers, Stores } from '../domain/ports.ts';
import { activityRepository } from './activity-repository.ts';
import { outbox } from './outbox.ts';
import { projectRepository } from './project-repository.ts';
import { runRepository } from './run-repository.ts';

export function readersOf(db: Db | Tx): Readers {
  return { projects: projectRepository(db), runs: runRepository(db), activity: activityRepository(db) };
}

/** Runs a use case's body in one transaction over all stores. */
export function transactions(db: Db, queue: Pick<Queue, 'publish' | 'send'>) {
  return <T>(body: (stores: Stores) => Promise<T>): Promise<T> =>
    db.transaction((tx) => body({ ...readersOf(tx), outbox: outbox(queue, tx) }));
}
