import { DiscardRun, RunEnded } from '@visiobook/schema';
import { idFrom } from '@visiobook/service';
import type { ActivityKind } from './activity.ts';
import type { EndedStatus, RunState } from './pipeline/run-state.ts';
import type { Transition } from './pipeline/transition.ts';
import { activityTopic, type Deps, runTopic, type Stores } from './ports.ts';
import type { ProjectStatus } from './project.ts';

/** Stores a step of a run and sends what it causes, in the caller's transaction. */
export async function settle(
  { runs, projects, activity, outbox }: Stores,
  before: RunState,
  { state, steps, orders, ended }: Transition,
  { actorId = null, trace }: { actorId?: string | null; trace: Record<string, string> },
): Promise<void> {
  const { id: runId, projectId, ownerId, finishedAt, failure } = state.run;
  await runs.save(before, state);
  await runs.appendSteps(steps, trace);
  for (const order of orders) await outbox.send(order);
  if (!ended) return;
  const at = finishedAt ?? new Date();
  await projects.setStatus(projectId, STATUS_AFTER[ended], at);
  await activity.append({
    projectId,
    kind: KIND_OF[ended],
    message: ended === 'FAILED' && failure ? failure.message : SAID[ended],
    actorId,
    at,
  });
  await outbox.publish(RunEnded, { runId, projectId, status: ended });
  if (ended !== 'SUCCEEDED') await outbox.send(discardOrder({ runId, projectId, ownerId }));
}

/** After the commit: wakes readers and counts. */
export async function announce(deps: Deps, before: RunState, { state, ended }: Transition): Promise<void> {
  const { id, projectId } = state.run;
  for (const [name, stage] of state.stages) {
    if (stage.status !== 'DONE' || before.stages.get(name)?.status === 'DONE' || stage.reused) continue;
    if (stage.startedAt && stage.finishedAt)
      deps.timeStage(name, (stage.finishedAt.getTime() - stage.startedAt.getTime()) / 1000);
  }
  if (ended) deps.count(`generation_${ended.toLowerCase()}`);
  await deps.wake(runTopic(id));
  if (ended) await deps.wake(activityTopic(projectId));
}

function discardOrder(run: { runId: string; projectId: string; ownerId: string }) {
  return { id: idFrom('discard', run.runId), task: DiscardRun, payload: run, group: run.ownerId };
}

const STATUS_AFTER: Record<EndedStatus, ProjectStatus> = {
  SUCCEEDED: 'COMPLETED',
  FAILED: 'FAILED',
  CANCELLED: 'READY',
};
const KIND_OF: Record<EndedStatus, ActivityKind> = {
  SUCCEEDED: 'GENERATION_SUCCEEDED',
  FAILED: 'GENERATION_FAILED',
  CANCELLED: 'GENERATION_CANCELLED',
};
const SAID: Record<EndedStatus, string> = {
  SUCCEEDED: 'The visiobook is ready.',
  FAILED: 'The run failed.',
  CANCELLED: 'The run was cancelled.',
};
