import { AppError } from '@visiobook/service';
import type { GenerationRun } from './pipeline/run-state.ts';
import type { Deps } from './ports.ts';
import { requireMay } from './project-policy.ts';
import { announceStart, openRun } from './start-generation.ts';
import { visibleRun } from './visible-run.ts';

/**
 * Starts a new run with the settings of one that failed or was cancelled.
 *
 * @throws AppError CONFLICT when that run is still under way, or succeeded.
 */
export async function retryGeneration(deps: Deps, userId: string, runId: string): Promise<GenerationRun> {
  const run = await deps.transaction(async (stores) => {
    const { run: old, project } = await visibleRun(stores, runId, userId);
    requireMay(project, 'generation:start');
    if (old.status !== 'FAILED' && old.status !== 'CANCELLED') {
      throw new AppError('CONFLICT', 'Only a run that failed or was cancelled can be tried again.', {
        status: old.status,
      });
    }
    const { projectId, presetId, settings, formats } = old;
    return openRun(deps, stores, userId, { projectId, presetId, settings, formats });
  });
  await announceStart(deps, run);
  deps.count('generation_retried');
  return run;
}
