import { DiscardRun } from '@visiobook/schema';
import type { PubSub } from '@visiobook/service';
import { unfinishedOfRun } from '../data/exports.ts';
import type { WorkFolder } from '../work/work-folder.ts';
import { logExport } from './export-log.ts';
import type { UnitWorkParts } from './unit-work.ts';

/** Cleans up after a run that failed or was cancelled. What it finished stays: the next run reuses it. */
export async function discardRuns(
  parts: UnitWorkParts & { pubsub: PubSub; folder: WorkFolder },
): Promise<void> {
  const { db, queue, runs, folder } = parts;
  await queue.work(DiscardRun, async ({ payload: { runId, projectId } }) => {
    await runs.end(runId);
    for (const exportId of await unfinishedOfRun(db, runId)) {
      await logExport(parts, exportId, { status: 'CANCELLED', message: '' });
    }
    await folder.sweepParts(projectId);
  });
}
