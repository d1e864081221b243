import { failRun } from './end-run.ts';
import { RunDraft } from './run-draft.ts';
import { isEnded, type RunState } from './run-state.ts';
import { type Transition, unchanged } from './transition.ts';

export interface Patience {
  /** How long a run may be silent before its unfinished work is sent again; doubled each time. */
  stallMs: number;
  /** How often it is sent again before the run fails. */
  maxResends: number;
}

/**
 * Sends unfinished work again when nobody has said anything about it for too long: a job may have been lost with
 * the queue. Workers answer at once for what they have already made, so a needless repeat costs little.
 */
export function resendStalled(state: RunState, { stallMs, maxResends }: Patience, now: Date): Transition {
  const { status, lastReportAt, resends } = state.run;
  const silentMs = now.getTime() - lastReportAt.getTime();
  if (isEnded(status) || silentMs < stallMs * 2 ** resends) return unchanged(state);
  if (resends >= maxResends) {
    const message = 'The workers did not answer. What is finished is kept; try again later.';
    return failRun(state, { code: 'UNAVAILABLE', message }, now);
  }
  const draft = new RunDraft(state, now);
  draft.run.resends += 1;
  draft.run.lastReportAt = now;
  for (const unit of state.units.values()) {
    if (unit.status === 'DONE') continue;
    const again = { ...unit, attempt: unit.attempt + 1 };
    draft.setUnit(again);
    draft.send(again);
  }
  return draft.finish();
}
