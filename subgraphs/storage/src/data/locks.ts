import type { Db, Tx } from '@visiobook/db';
import { sql } from 'drizzle-orm';
import type { Locks } from '../domain/repositories.ts';

export function locks(db: Db | Tx): Locks {
  const lock = async (name: string) => {
    await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
  };
  return {
    content: (sha256) => lock(`storage.content.${sha256}`),
    owner: (ownerId) => lock(`storage.owner.${ownerId}`),
    project: (projectId) => lock(`storage.project.${projectId}`),
  };
}
