import type { Db } from '@visiobook/db';
import { endedRuns } from '@visiobook/db/ended-runs';
import { projectAccessCopy } from '@visiobook/db/project-access';
import * as tables from '@visiobook/db/tables/analysis';
import { ProjectAccessChanged, ProjectDeleted, RunEnded } from '@visiobook/schema';
import type { Queue, RunsInFlight } from '@visiobook/service';
import { deleteAnalysesOf, stopAnalysesOf } from '../data/store-analysis.ts';

/** Keeps this service's copy of what it must know about projects and runs. */
export async function followProjects(parts: { db: Db; queue: Queue; runs: RunsInFlight }): Promise<void> {
  const { db, queue, runs } = parts;
  const access = projectAccessCopy(tables);
  const ended = endedRuns(tables.endedRuns);
  await queue.consume(ProjectAccessChanged, async ({ payload }) => {
    await db.transaction((tx) => access.replace(tx, payload));
  });
  await queue.consume(ProjectDeleted, async ({ payload: { projectId } }) => {
    await db.transaction(async (tx) => {
      await access.forget(tx, projectId);
      await deleteAnalysesOf(tx, projectId);
    });
  });
  await queue.consume(RunEnded, async ({ payload }) => {
    await ended.add(db, payload);
    if (payload.status === 'SUCCEEDED') return;
    await runs.end(payload.runId);
    await stopAnalysesOf(db, payload.runId);
  });
}
