import { ProjectAccessChanged, ProjectDeleted, RunEnded } from '@visiobook/schema';
import type { Queue } from '@visiobook/service';
import type { InTransaction } from '../domain/repositories.ts';
import type { RunningJobs } from './running-jobs.ts';

interface Needs {
  queue: Queue;
  inTransaction: InTransaction;
  running: RunningJobs;
  forgetProject(projectId: string): Promise<void>;
}

/** Keeps storage's view of projects up to date with what the projects service says of them. */
export async function followProjects({ queue, inTransaction, running, forgetProject }: Needs): Promise<void> {
  await queue.consume(ProjectAccessChanged, async ({ payload: { projectId, revision, members } }) =>
    inTransaction(({ access }) => access.replaceMembers(projectId, revision, members)),
  );
  await queue.consume(ProjectDeleted, async ({ payload }) => forgetProject(payload.projectId));
  await queue.consume(RunEnded, async ({ payload: { runId, status } }) => {
    if (status !== 'SUCCEEDED') running.abort(runId);
  });
}
