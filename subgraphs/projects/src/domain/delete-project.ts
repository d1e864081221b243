import { ProjectDeleted } from '@visiobook/schema';
import { cancelRun } from './pipeline/end-run.ts';
import { activityTopic, type Deps, runTopic } from './ports.ts';
import { requireMay } from './project-policy.ts';
import { settle } from './settle.ts';

/** Deletes a project and tells the other services; a run that is under way is cancelled first. */
export async function deleteProject(deps: Deps, userId: string, id: string): Promise<void> {
  const runId = await deps.transaction(async (stores) => {
    const { projects, runs, outbox } = stores;
    const [project] = await projects.findVisible([id], userId);
    requireMay(project, 'project:delete');
    // Run before project, the order in which reports lock them too: two orders could wait for each other.
    const active = await runs.activeOf(id);
    const before = active && (await runs.lock(active.id));
    if (before) {
      const transition = cancelRun(before, new Date());
      if (transition.changed)
        await settle(stores, before, transition, { actorId: userId, trace: deps.trace() });
    }
    await projects.delete(id);
    await outbox.publish(ProjectDeleted, { projectId: id });
    return active?.id;
  });
  if (runId) await deps.wake(runTopic(runId));
  await deps.wake(activityTopic(id));
  deps.count('project_deleted');
}
