import type { StageName } from '@visiobook/schema';
import { STAGES, WEIGHT } from './plan.ts';
import type { RunState, StageState } from './run-state.ts';

/** How much of a run is done, 0 to 100. */
export function runPercent(stages: readonly StageState[]): number {
  const done = stages.reduce((sum, { name, percent }) => sum + (WEIGHT[name] * percent) / 100, 0);
  const all = STAGES.reduce((sum, name) => sum + WEIGHT[name], 0);
  return Math.round((done / all) * 1000) / 10;
}

/**
 * When the run will be done at the pace so far, or null while there is no pace to speak of.
 *
 * A stage that has shown 5% of itself speaks for itself; for the others, the seconds that a unit of weight took so
 * far are taken. The answer moves only part of the way from the one before, so that it does not jump about.
 */
export function expectedFinish(state: RunState, now: Date): Date | null {
  const lanes = LANES.map((names) =>
    laneOf(
      names.map((name) => state.stages.get(name)!),
      now,
    ),
  );
  const seen = lanes.filter(({ seconds, fraction }) => seconds > 0 && fraction > 0);
  const weightSeen = seen.reduce((sum, { weight, fraction }) => sum + weight * fraction, 0);
  const secondsSeen = seen.reduce((sum, { seconds }) => sum + seconds, 0);
  const { expectedFinishAt: before } = state.run;
  if (weightSeen < ENOUGH_WEIGHT || secondsSeen === 0) return before;
  const pace = secondsSeen / weightSeen;
  const left = lanes.reduce((sum, lane) => sum + secondsLeft(lane, pace), 0);
  const estimate = now.getTime() + left * 1000;
  const smooth = before === null ? estimate : before.getTime() + (estimate - before.getTime()) * STEP;
  return new Date(Math.max(smooth, now.getTime()));
}

/** Whole seconds from now to the expected end, never below zero. */
export function secondsUntil(end: Date | null, now: Date): number | null {
  return end === null ? null : Math.max(0, Math.ceil((end.getTime() - now.getTime()) / 1000));
}

/** Stages that go side by side share the machine and are timed together. */
const LANES: readonly StageName[][] = [
  ['INGEST'],
  ['ANALYSE'],
  ['ILLUSTRATE', 'NARRATE'],
  ['ASSEMBLE'],
  ['EXPORT'],
];
const ENOUGH_WEIGHT = 2;
const STEP = 0.4;
const SPEAKS_FOR_ITSELF = 0.05;

interface Lane {
  weight: number;
  fraction: number;
  seconds: number;
}

function laneOf(stages: readonly StageState[], now: Date): Lane {
  const weight = stages.reduce((sum, { name }) => sum + WEIGHT[name], 0);
  const done = stages.reduce((sum, { name, percent }) => sum + (WEIGHT[name] * percent) / 100, 0);
  // A result that was taken from an earlier run says nothing about pace.
  const timed = stages.filter(({ reused, startedAt }) => !reused && startedAt !== null);
  const start = Math.min(...timed.map(({ startedAt }) => startedAt!.getTime()));
  const finished = stages.every(({ status }) => status === 'DONE');
  const end = finished ? Math.max(...timed.map(({ finishedAt }) => finishedAt!.getTime())) : now.getTime();
  return { weight, fraction: done / weight, seconds: timed.length === 0 ? 0 : (end - start) / 1000 };
}

function secondsLeft({ weight, fraction, seconds }: Lane, pace: number): number {
  if (fraction >= 1) return 0;
  if (fraction >= SPEAKS_FOR_ITSELF && seconds > 0) return (seconds * (1 - fraction)) / fraction;
  return weight * (1 - fraction) * pace;
}
