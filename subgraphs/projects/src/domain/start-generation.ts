import type { ExportFormat, GenerationSettings } from '@visiobook/schema';
import { AppError, newId } from '@visiobook/service';
import type { GenerationRun } from './pipeline/run-state.ts';
import { startRun } from './pipeline/start-run.ts';
import { activityTopic, type Deps, runTopic, type Stores } from './ports.ts';
import { requireMay } from './project-policy.ts';

export interface GenerationRequest {
  projectId: string;
  presetId: string;
  settings: GenerationSettings;
  formats: readonly ExportFormat[];
}

/**
 * Starts a run: the run, its stages and its first task exist together or not at all.
 *
 * @throws AppError BAD_USER_INPUT without a book, CONFLICT (with `runId`) while another run is under way.
 */
export async function startGeneration(
  deps: Deps,
  userId: string,
  request: GenerationRequest,
): Promise<GenerationRun> {
  const run = await deps.transaction((stores) => openRun(deps, stores, userId, request));
  await announceStart(deps, run);
  return run;
}

/** The part of it that runs in a caller's transaction. */
export async function openRun(
  deps: Deps,
  stores: Stores,
  userId: string,
  { projectId, ...request }: GenerationRequest,
): Promise<GenerationRun> {
  const { projects, runs, activity, outbox } = stores;
  const project = requireMay(await projects.lockVisible(projectId, userId), 'generation:start');
  if (!project.fileId) {
    const message = 'Attach a book to the project first.';
    throw new AppError('BAD_USER_INPUT', message, { fields: { projectId: [message] } });
  }
  const active = await runs.activeOf(projectId);
  if (active) {
    throw new AppError('CONFLICT', `Run ${active.id} of this project is still under way.`, {
      runId: active.id,
    });
  }
  const trace = deps.trace();
  const now = new Date();
  const document = await runs.documentOf(projectId, project.fileId);
  const { state, steps, orders } = startRun(
    {
      ...request,
      id: newId(),
      projectId,
      ownerId: project.ownerId,
      fileId: project.fileId,
      trace,
      document,
    },
    now,
  );
  await runs.insert(state);
  await runs.appendSteps(steps, trace);
  for (const order of orders) await outbox.send(order);
  if (document) await projects.setDocument(projectId, project.fileId, document.documentId);
  await projects.setStatus(projectId, 'GENERATING', now);
  await activity.append({
    projectId,
    kind: 'GENERATION_STARTED',
    message: 'A run was started.',
    actorId: userId,
    at: now,
  });
  return state.run;
}

export async function announceStart(deps: Deps, run: GenerationRun): Promise<void> {
  deps.count('generation_started');
  await deps.wake(runTopic(run.id));
  await deps.wake(activityTopic(run.projectId));
}
