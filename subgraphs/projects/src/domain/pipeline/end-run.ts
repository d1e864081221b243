import type { StageName } from '@visiobook/schema';
import { STAGES } from './plan.ts';
import { RunDraft } from './run-draft.ts';
import { isEnded, type RunState } from './run-state.ts';
import { type Transition, unchanged } from './transition.ts';

/** Stops a run that is under way; one that has ended stays as it is. */
export function cancelRun(state: RunState, now: Date): Transition {
  if (isEnded(state.run.status)) return unchanged(state);
  const draft = new RunDraft(state, now);
  const stage = currentStage(state);
  draft.end('CANCELLED');
  draft.note(stage, 'Cancelled.');
  return draft.finish();
}

/** Fails a run that is under way, for a reason that no worker reported. */
export function failRun(state: RunState, reason: { code: string; message: string }, now: Date): Transition {
  if (isEnded(state.run.status)) return unchanged(state);
  const draft = new RunDraft(state, now);
  const stage = currentStage(state);
  draft.end('FAILED', { ...reason, stage });
  draft.note(stage, reason.message);
  return draft.finish();
}

/** The first stage that is not done. */
function currentStage(state: RunState): StageName {
  return STAGES.find((name) => state.stages.get(name)?.status !== 'DONE') ?? 'EXPORT';
}
