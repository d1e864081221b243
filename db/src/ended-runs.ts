import { and, eq, lt, ne } from 'drizzle-orm';
import { type PgSchema, text, uuid } from 'drizzle-orm/pg-core';
import type { Db, Tx } from './client.ts';
import { instant } from './columns.ts';

export interface EndedRun {
  runId: string;
  status: 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
}

/** Jobs of a run live for hours at most; a week later nobody asks any more. */
const KEEP_MS = 7 * 24 * 3600 * 1000;

/** The table with the runs that ended, as a subgraph that works for runs has heard. */
export function endedRunsTable(schema: PgSchema) {
  return schema.table('ended_runs', {
    runId: uuid('run_id').primaryKey(),
    status: text('status', { enum: ['SUCCEEDED', 'FAILED', 'CANCELLED'] }).notNull(),
    endedAt: instant('ended_at').notNull(),
  });
}
export type EndedRunsTable = ReturnType<typeof endedRunsTable>;

/** Remembers ended runs, so that their jobs that are still queued are dropped when they come up. */
export function endedRuns(table: EndedRunsTable) {
  return {
    async add(db: Db | Tx, { runId, status }: EndedRun): Promise<void> {
      const endedAt = new Date();
      await db.insert(table).values({ runId, status, endedAt }).onConflictDoNothing();
      await db.delete(table).where(lt(table.endedAt, new Date(endedAt.getTime() - KEEP_MS)));
    },

    /** Whether work for the run is in vain: it failed or was cancelled. */
    async isLost(db: Db | Tx, runId: string): Promise<boolean> {
      const rows = await db
        .select({ runId: table.runId })
        .from(table)
        .where(and(eq(table.runId, runId), ne(table.status, 'SUCCEEDED')));
      return rows.length > 0;
    },
  };
}
