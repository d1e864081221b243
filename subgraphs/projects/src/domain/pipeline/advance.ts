import type { PayloadOf, UnitReported } from '@visiobook/schema';
import { LEAVES, STAGES } from './plan.ts';
import { RunDraft } from './run-draft.ts';
import { isEnded, type RunState, type UnitState, unitKey } from './run-state.ts';
import { type Transition, unchanged } from './transition.ts';

export type UnitReport = PayloadOf<typeof UnitReported>;

/**
 * Takes in a worker's report.
 *
 * A unit only moves forward (PENDING, STARTED, more steps, DONE), so a report that comes twice, late or out of
 * order changes nothing, and the run ends in the same state whatever the order.
 */
export function advance(state: RunState, report: UnitReport, now: Date): Transition {
  const before = state.units.get(unitKey(report.stage, report.unit));
  if (isEnded(state.run.status) || !before) return unchanged(state);
  const unit = moved(before, report);
  if (!unit) return unchanged(state);

  const draft = new RunDraft(state, now);
  draft.run.resends = 0;
  draft.run.lastReportAt = now;
  draft.begin(report.stage);
  draft.setUnit(unit);
  if (unit.status === 'FAILED') return failed(draft, report);

  const message = report.message ?? unit.title;
  const sceneId = report.sceneId ?? unit.sceneId;
  draft.count(report.stage, message);
  if (STAGES.every((name) => draft.stage(name).status === 'DONE')) draft.end('SUCCEEDED');
  draft.note(report.stage, message, sceneId);
  if (draft.stage(report.stage).status === 'DONE' && !isEnded(draft.run.status)) draft.openReadyStages();
  return draft.finish();
}

/** The unit after the report, or null when the report says nothing new. */
function moved(unit: UnitState, { stage, state, done, total, output }: UnitReport): UnitState | null {
  if (unit.status === 'DONE' || unit.status === 'FAILED') return null;
  switch (state) {
    case 'STARTED':
      return unit.status === 'PENDING' ? { ...unit, status: 'STARTED' } : null;
    case 'PROGRESS': {
      if (done === undefined || total === undefined) {
        return unit.status === 'PENDING' ? { ...unit, status: 'STARTED' } : null;
      }
      const further = unit.total === 0 || done / total > unit.done / unit.total;
      return further ? { ...unit, status: 'STARTED', done: Math.min(done, total), total } : null;
    }
    case 'DONE': {
      // A worker of another version than ours: a wrong output must not reach the stages after it.
      if (output?.kind !== LEAVES[stage]) return { ...unit, status: 'FAILED' };
      const steps = Math.max(total ?? unit.total, 1);
      return { ...unit, status: 'DONE', done: steps, total: steps, output };
    }
    case 'FAILED':
      return { ...unit, status: 'FAILED' };
  }
}

function failed(draft: RunDraft, { stage, failure, sceneId, state }: UnitReport): Transition {
  const reason =
    state === 'FAILED' && failure
      ? failure
      : { code: 'INTERNAL', message: `The work of stage ${stage} came back without its result.` };
  draft.end('FAILED', { ...reason, stage });
  draft.note(stage, reason.message, sceneId ?? null);
  return draft.finish();
}
