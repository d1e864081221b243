import type { Tx } from '@visiobook/db';
import { assets, exportJobs, storyboards } from '@visiobook/db/tables/media';
import { eq } from 'drizzle-orm';

/** Everything that was made for a project; its files are storage's to delete. */
export async function deleteProjectRows(tx: Tx, projectId: string): Promise<void> {
  await tx.delete(exportJobs).where(eq(exportJobs.projectId, projectId));
  await tx.delete(storyboards).where(eq(storyboards.projectId, projectId));
  await tx.delete(assets).where(eq(assets.projectId, projectId));
}
