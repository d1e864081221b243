import { describe, expect, it } from 'vitest';
import { newRun, runToEnd, wordsOf } from '../../../test/pipeline-simulation.ts';
import { advance } from './advance.ts';
import { expectedFinish, runPercent, secondsUntil } from './eta.ts';
import type { RunState, StageState } from './run-state.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 20, 20, 0, seconds));

function withStages(changes: Partial<StageState>[], expectedFinishAt: Date | null = null): RunState {
  const { state } = newRun();
  const stages = new Map(state.stages);
  for (const change of changes) stages.set(change.name!, { ...stages.get(change.name!)!, ...change });
  return { ...state, run: { ...state.run, expectedFinishAt }, stages };
}

const ingested = {
  name: 'INGEST',
  status: 'DONE',
  percent: 100,
  startedAt: at(0),
  finishedAt: at(2),
} as const;
const analysed = {
  name: 'ANALYSE',
  status: 'DONE',
  percent: 100,
  startedAt: at(2),
  finishedAt: at(12),
} as const;

describe('the expected end', () => {
  it('is unknown before anything has been seen', () => {
    expect(expectedFinish(newRun().state, at(5))).toBeNull();
    expect(secondsUntil(null, at(0))).toBeNull();
  });

  it('follows the pace of what is finished', () => {
    // 12 of 100 parts took 12 seconds, so the other 88 take 88.
    expect(expectedFinish(withStages([ingested, analysed]), at(12))).toEqual(at(100));
  });

  it('believes a stage that has shown a part of itself', () => {
    const half = {
      name: 'EXPORT',
      status: 'RUNNING',
      percent: 50,
      startedAt: at(60),
      finishedAt: null,
    } as const;
    const done = (name: StageState['name']) =>
      ({ name, status: 'DONE', percent: 100, startedAt: at(12), finishedAt: at(60) }) as const;
    const state = withStages([
      ingested,
      analysed,
      done('ILLUSTRATE'),
      done('NARRATE'),
      done('ASSEMBLE'),
      half,
    ]);
    expect(expectedFinish(state, at(80))).toEqual(at(100));
  });

  it('takes no pace from work that was reused', () => {
    const state = withStages([{ ...ingested, reused: true, finishedAt: at(0) }]);
    expect(expectedFinish(state, at(1))).toBeNull();
  });

  it('moves only part of the way towards a new estimate, and never into the past', () => {
    const between = expectedFinish(withStages([ingested, analysed], at(200)), at(12))!;
    expect(between.getTime()).toBeGreaterThan(at(100).getTime());
    expect(between.getTime()).toBeLessThan(at(200).getTime());
    expect(expectedFinish(withStages([ingested, analysed], at(5)), at(90))!.getTime()).toBeGreaterThanOrEqual(
      at(90).getTime(),
    );
    expect(secondsUntil(at(10), at(20))).toBe(0);
  });

  it('is gone when the run has ended', () => {
    expect(runToEnd().state.run.expectedFinishAt).toBeNull();
  });
});

describe('the percentage of a run', () => {
  it('grows from 0 to 100 with the weight of its stages', () => {
    const start = newRun().state;
    expect(runPercent([...start.stages.values()])).toBe(0);
    const read = advance(start, wordsOf('INGEST', 'INGEST'), at(1)).state;
    expect(runPercent([...read.stages.values()])).toBe(2);
    expect(runPercent([...runToEnd().state.stages.values()])).toBe(100);
  });
});
