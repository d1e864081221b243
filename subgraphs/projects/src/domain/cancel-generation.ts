import { AppError, notFound } from '@visiobook/service';
import { cancelRun } from './pipeline/end-run.ts';
import type { GenerationRun } from './pipeline/run-state.ts';
import type { Deps } from './ports.ts';
import { requireMay } from './project-policy.ts';
import { announce, settle } from './settle.ts';
import { visibleRun } from './visible-run.ts';

/** Stops a run; doing so twice is the same as once. @throws AppError CONFLICT when it ended in another way. */
export async function cancelGeneration(deps: Deps, userId: string, runId: string): Promise<GenerationRun> {
  const { before, transition } = await deps.transaction(async (stores) => {
    const { project } = await visibleRun(stores, runId, userId);
    requireMay(project, 'generation:cancel');
    const before = await stores.runs.lock(runId);
    if (!before) throw notFound('run');
    const transition = cancelRun(before, new Date());
    const { status } = transition.state.run;
    if (!transition.changed && status !== 'CANCELLED') {
      throw new AppError('CONFLICT', 'The run has already ended.', { status });
    }
    if (transition.changed)
      await settle(stores, before, transition, { actorId: userId, trace: deps.trace() });
    return { before, transition };
  });
  if (transition.changed) await announce(deps, before, transition);
  return transition.state.run;
}
