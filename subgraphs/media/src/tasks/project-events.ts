import { endedRuns } from '@visiobook/db/ended-runs';
import { projectAccessCopy } from '@visiobook/db/project-access';
import * as tables from '@visiobook/db/tables/media';
import { ProjectAccessChanged, ProjectDeleted, RunEnded } from '@visiobook/schema';
import { deleteProjectRows } from '../data/delete-project.ts';
import type { WorkFolder } from '../work/work-folder.ts';
import type { UnitWorkParts } from './unit-work.ts';

/** Keeps this service's copy of what it must know about projects and runs. */
export async function followProjects(parts: UnitWorkParts & { folder: WorkFolder }): Promise<void> {
  const { db, queue, runs, folder } = parts;
  const access = projectAccessCopy(tables);
  const ended = endedRuns(tables.endedRuns);
  await queue.consume(ProjectAccessChanged, async ({ payload }) => {
    await db.transaction((tx) => access.replace(tx, payload));
  });
  await queue.consume(ProjectDeleted, async ({ payload: { projectId } }) => {
    await db.transaction(async (tx) => {
      await access.forget(tx, projectId);
      await deleteProjectRows(tx, projectId);
    });
    await folder.forget(projectId);
  });
  await queue.consume(RunEnded, async ({ payload }) => {
    await ended.add(db, payload);
    if (payload.status !== 'SUCCEEDED') await runs.end(payload.runId);
  });
}
