import type { Db, Tx } from '@visiobook/db';
import { exportJobs, exportProgress } from '@visiobook/db/tables/media';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { ExportJob, ExportStatus } from '../application/library.ts';

const UNFINISHED: ExportStatus[] = ['QUEUED', 'RENDERING'];

/** What one step changes of an export, and what its log says of it. */
export interface ExportChange
  extends Partial<Pick<ExportJob, 'done' | 'total' | 'fileId' | 'byteSize' | 'duration' | 'failure'>> {
  status: ExportStatus;
  message: string;
}

/** Stores an export; one that a run's repeated job names again stays as it is. */
export async function addExport(tx: Tx, job: ExportJob): Promise<void> {
  const added = await tx
    .insert(exportJobs)
    .values(job)
    .onConflictDoNothing()
    .returning({ id: exportJobs.id });
  if (added.length > 0) await changeExport(tx, job.id, { status: 'QUEUED', message: '' });
}

/**
 * Changes an unfinished export and writes the change into its log, whose numbers have no gaps because the export's
 * row is locked meanwhile. False when it has ended already.
 */
export async function changeExport(tx: Tx, exportId: string, change: ExportChange): Promise<boolean> {
  const { message, ...set } = change;
  const [row] = await tx
    .update(exportJobs)
    .set({ ...set, lastSeq: sql`${exportJobs.lastSeq} + 1` })
    .where(and(eq(exportJobs.id, exportId), inArray(exportJobs.status, UNFINISHED)))
    .returning();
  if (!row) return false;
  const { status, done, total, lastSeq } = row;
  await tx.insert(exportProgress).values({ exportId, seq: lastSeq, status, done, total, message });
  return true;
}

export async function findExport(db: Db | Tx, exportId: string): Promise<ExportJob | null> {
  const [row] = await db.select().from(exportJobs).where(eq(exportJobs.id, exportId));
  return row ?? null;
}

export async function unfinishedOfRun(db: Db | Tx, runId: string): Promise<string[]> {
  const rows = await db
    .select({ id: exportJobs.id })
    .from(exportJobs)
    .where(and(eq(exportJobs.runId, runId), inArray(exportJobs.status, UNFINISHED)));
  return rows.map(({ id }) => id);
}
