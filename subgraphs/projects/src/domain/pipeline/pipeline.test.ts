import { AssembleStoryboard, GenerationSettings, RenderExport } from '@visiobook/schema';
import { idFrom } from '@visiobook/service';
import { describe, expect, it } from 'vitest';
import {
  deliver,
  newRun,
  reportsFor,
  runToEnd,
  shuffled,
  wordsOf,
} from '../../../test/pipeline-simulation.ts';
import { advance } from './advance.ts';
import { cancelRun, failRun } from './end-run.ts';
import { resendStalled } from './resend.ts';
import { isEnded } from './run-state.ts';

const NOW = new Date('2026-11-20T20:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

describe('a new run', () => {
  it('waits for a worker and sends the ingestion of its file', () => {
    const { state, orders, steps } = newRun();
    expect(state.run.status).toBe('QUEUED');
    expect([...state.stages.values()].map(({ status }) => status)).toEqual(Array(6).fill('PENDING'));
    expect(orders.map(({ task }) => task.name)).toEqual(['storage.ingest-document']);
    expect(steps).toEqual([]);
  });

  it('takes a document that an earlier run has read instead of reading it again', () => {
    const document = wordsOf('INGEST', 'INGEST').output!;
    const { state, orders, steps } = newRun({ document: document as never });
    expect(state.stages.get('INGEST')).toMatchObject({ status: 'DONE', reused: true, percent: 100 });
    expect(orders.map(({ task }) => task.name)).toEqual(['analysis.analyse-document']);
    expect(steps).toMatchObject([{ seq: 1, stage: 'INGEST', message: 'reused' }]);
    expect(runToEnd({ document: document as never }).state.run.status).toBe('SUCCEEDED');
  });
});

describe('the pipeline', () => {
  it('goes through all stages to success, with steps numbered without a gap', () => {
    const { state, steps, ended } = runToEnd({ formats: ['MP4', 'SRT'] });
    expect(state.run.status).toBe('SUCCEEDED');
    expect([...state.stages.values()].map(({ status, percent }) => [status, percent])).toEqual(
      Array(6).fill(['DONE', 100]),
    );
    expect(steps.map(({ seq }) => seq)).toEqual(steps.map((_, index) => index + 1));
    expect(steps.filter(({ runStatus }) => isEnded(runStatus))).toEqual([steps.at(-1)]);
    expect(ended).toEqual(['SUCCEEDED']);
  });

  it('draws and speaks every scene at once, and assembles them in the order of the book', () => {
    const { orders } = runToEnd({ scenes: 4 });
    const names = orders.map(({ task }) => task.name);
    expect(names.filter((name) => name === 'media.illustrate-scene')).toHaveLength(4);
    expect(names.filter((name) => name === 'media.narrate-scene')).toHaveLength(4);
    const assemble = orders.find(({ task }) => task === AssembleStoryboard)!;
    const { scenes } = AssembleStoryboard.payload.parse(assemble.payload) as {
      scenes: { sceneId: string; illustrationId: string }[];
    };
    expect(scenes.map(({ sceneId }) => sceneId)).toEqual([0, 1, 2, 3].map((n) => idFrom('scene', n)));
    expect(scenes[0]?.illustrationId).toBe(idFrom('asset', 'ILLUSTRATE', idFrom('scene', 0)));
  });

  it('sends only tasks that their own schemas accept', () => {
    for (const { task, payload } of runToEnd({ formats: ['MP4', 'EPUB'] }).orders)
      task.payload.parse(payload);
  });

  it('renders each format once, under an id of its own', () => {
    const exports = runToEnd({ formats: ['MP4', 'GIF'] }).orders.filter(({ task }) => task === RenderExport);
    expect(exports.map(({ payload }) => payload.format)).toEqual(['MP4', 'GIF']);
    expect(new Set(exports.map(({ payload }) => payload.exportId)).size).toBe(2);
  });

  it('counts a stage by the steps inside its unit', () => {
    const { state } = deliver(newRun(), [
      wordsOf('INGEST', 'INGEST'),
      { ...wordsOf('ANALYSE', 'ANALYSE'), state: 'PROGRESS', done: 3, total: 12, message: 'Chapter III' },
    ]);
    expect(state.stages.get('ANALYSE')).toMatchObject({
      status: 'RUNNING',
      done: 3,
      total: 12,
      percent: 25,
      message: 'Chapter III',
    });
  });

  it('never goes back: steps that come late or twice change nothing', () => {
    const at3 = { ...wordsOf('ANALYSE', 'ANALYSE'), state: 'PROGRESS', done: 3, total: 12 } as const;
    const { state } = deliver(newRun(), [wordsOf('INGEST', 'INGEST'), at3]);
    for (const report of [
      at3,
      { ...at3, done: 2 },
      { ...at3, state: 'STARTED' as const },
      wordsOf('INGEST', 'INGEST'),
    ])
      expect(advance(state, report, NOW).changed).toBe(false);
  });

  it('does not change the state that it is given', () => {
    const { state } = newRun();
    const before = structuredClone(state);
    advance(state, wordsOf('INGEST', 'INGEST'), NOW);
    expect(state).toEqual(before);
  });

  it('ignores reports about work that was never sent', () => {
    const { state } = newRun();
    expect(advance(state, wordsOf('EXPORT', 'MP4'), NOW).changed).toBe(false);
    expect(advance(state, { ...wordsOf('INGEST', 'INGEST'), unit: 'other' }, NOW).changed).toBe(false);
  });
});

describe('a run that cannot go on', () => {
  it('fails with the reason of the worker, sends nothing more, and hears nothing more', () => {
    const failure = { code: 'UNSUPPORTED_MEDIA', message: 'This is a picture, not a book.' };
    const failed = advance(newRun().state, { ...wordsOf('INGEST', 'INGEST'), state: 'FAILED', failure }, NOW);
    expect(failed.state.run).toMatchObject({ status: 'FAILED', failure: { ...failure, stage: 'INGEST' } });
    expect(failed).toMatchObject({ ended: 'FAILED', orders: [] });
    expect(failed.steps).toMatchObject([{ runStatus: 'FAILED', message: failure.message }]);
    expect(advance(failed.state, wordsOf('INGEST', 'INGEST'), NOW).changed).toBe(false);
  });

  it('fails when a worker is done without its result', () => {
    const { output, ...empty } = wordsOf('INGEST', 'INGEST');
    expect(advance(newRun().state, empty, NOW).state.run.failure?.code).toBe('INTERNAL');
    const wrong = { ...empty, output: { kind: 'asset', assetId: idFrom('x') } as const };
    expect(advance(newRun().state, wrong, NOW).state.run.failure?.code).toBe('INTERNAL');
  });

  it('marks what was under way beside the failure as cancelled', () => {
    const { state } = deliver(newRun({ scenes: 2 }), [
      wordsOf('INGEST', 'INGEST'),
      wordsOf('ANALYSE', 'ANALYSE', 2),
      wordsOf('NARRATE', idFrom('scene', 0)),
      {
        ...wordsOf('ILLUSTRATE', idFrom('scene', 1)),
        state: 'FAILED',
        failure: { code: 'INTERNAL', message: 'x' },
      },
    ]);
    expect(state.stages.get('ILLUSTRATE')?.status).toBe('FAILED');
    expect(state.stages.get('NARRATE')?.status).toBe('CANCELLED');
    expect(state.stages.get('EXPORT')?.status).toBe('PENDING');
  });

  it('is cancelled once, with one last step', () => {
    const { state } = deliver(newRun(), [wordsOf('INGEST', 'INGEST')]);
    const cancelled = cancelRun(state, NOW);
    expect(cancelled.steps).toMatchObject([{ stage: 'ANALYSE', runStatus: 'CANCELLED' }]);
    expect(cancelRun(cancelled.state, NOW).changed).toBe(false);
    expect(failRun(cancelled.state, { code: 'INTERNAL', message: 'x' }, NOW).changed).toBe(false);
  });
});

describe('a silent run', () => {
  const patience = { stallMs: 60_000, maxResends: 2 };

  it('is left alone until it has been silent for long enough', () => {
    expect(resendStalled(newRun().state, patience, later(59)).changed).toBe(false);
  });

  it('has its unfinished work sent again under other ids, waits twice as long each time, and then fails', () => {
    const first = newRun();
    const second = resendStalled(first.state, patience, later(60));
    expect(second.orders).toHaveLength(1);
    expect(second.orders[0]?.id).not.toBe(first.orders[0]?.id);
    expect(second.orders[0]?.payload).toEqual(first.orders[0]?.payload);
    expect(resendStalled(second.state, patience, later(60 + 119)).changed).toBe(false);
    const third = resendStalled(second.state, patience, later(60 + 120));
    const last = resendStalled(third.state, patience, later(60 + 120 + 240));
    expect(last.state.run).toMatchObject({ status: 'FAILED', failure: { code: 'UNAVAILABLE' } });
  });

  it('starts to count again when somebody reports', () => {
    const { state } = resendStalled(newRun().state, patience, later(60));
    expect(advance(state, wordsOf('INGEST', 'INGEST'), later(61)).state.run.resends).toBe(0);
  });

  it('sends only what is not done', () => {
    const { state } = deliver(newRun({ scenes: 3 }), [
      wordsOf('INGEST', 'INGEST'),
      wordsOf('ANALYSE', 'ANALYSE', 3),
      wordsOf('ILLUSTRATE', idFrom('scene', 1)),
    ]);
    expect(resendStalled(state, patience, later(3600)).orders).toHaveLength(5);
  });
});

describe('whatever the order, duplication and lateness of reports', () => {
  it('ends in the same state, and succeeds exactly once', () => {
    const expected = runToEnd({ scenes: 5, formats: ['MP4', 'VTT'] });
    const summary = ({ state }: typeof expected) => ({
      status: state.run.status,
      outputs: [...state.units].map(([key, { status, output }]) => [key, status, output]).sort(),
      stages: [...state.stages.values()].map(({ name, status, percent }) => [name, status, percent]),
    });
    for (let seed = 1; seed <= 200; seed++) {
      const run = runToEnd({ scenes: 5, formats: ['MP4', 'VTT'], seed });
      expect(summary(run), `seed ${seed}`).toEqual(summary(expected));
      expect(run.ended).toEqual(['SUCCEEDED']);
      expect(run.steps.map(({ seq }) => seq)).toEqual(run.steps.map((_, index) => index + 1));
      expect(new Set(run.orders.map(({ id }) => id)).size).toBe(run.orders.length);
    }
  });

  it('never shows a stage going backwards', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const percents = new Map<string, number>();
      for (const { stage, percent } of runToEnd({ scenes: 4, seed }).steps) {
        expect(percent).toBeGreaterThanOrEqual(percents.get(stage) ?? 0);
        percents.set(stage, percent);
      }
    }
  });

  it('shuffles the same way for the same seed, so that a failure can be repeated', () => {
    const reports = reportsFor(newRun().orders[0]!, 3);
    expect(shuffled(reports, 7)).toEqual(shuffled(reports, 7));
    expect(GenerationSettings.parse({})).toEqual(newRun().state.run.settings);
  });
});

describe('killed anywhere and started again', () => {
  it('reaches success exactly once when transactions are lost and jobs come back', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const { state, ended, steps } = runToEnd({ scenes: 4, seed, crashEvery: 4 });
      expect(state.run.status, `seed ${seed}`).toBe('SUCCEEDED');
      expect(ended).toEqual(['SUCCEEDED']);
      expect(steps.map(({ seq }) => seq)).toEqual(steps.map((_, index) => index + 1));
    }
  });
});
