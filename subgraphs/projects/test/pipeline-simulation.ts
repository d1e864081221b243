import { type ExportFormat, GenerationSettings, type StageName, type UnitOutput } from '@visiobook/schema';
import { idFrom } from '@visiobook/service';
import { advance, type UnitReport } from '../src/domain/pipeline/advance.ts';
import type { EndedStatus, ProgressStep, RunState } from '../src/domain/pipeline/run-state.ts';
import { type RunRequest, startRun } from '../src/domain/pipeline/start-run.ts';
import type { TaskOrder } from '../src/domain/pipeline/task-orders.ts';
import type { Transition } from '../src/domain/pipeline/transition.ts';

const RUN_ID = idFrom('run');
const START = new Date('2026-11-20T20:00:00Z');

export function newRun(request: Partial<RunRequest> & { scenes?: number } = {}): Transition {
  const { scenes, ...rest } = request;
  return startRun(
    {
      id: RUN_ID,
      projectId: idFrom('project'),
      ownerId: idFrom('owner'),
      fileId: idFrom('file'),
      presetId: 'standard',
      settings: GenerationSettings.parse({}),
      formats: ['MP4'],
      trace: {},
      document: null,
      ...rest,
    },
    START,
  );
}

/** The report that a unit is done, with what its worker leaves. */
export function wordsOf(stage: StageName, unit: string, scenes = 3): UnitReport {
  return { runId: RUN_ID, stage, unit, state: 'DONE', output: outputOf(stage, unit, scenes) };
}

/** All that a worker says about one task, as it comes: begun, a step or two, done. */
export function reportsFor({ task, payload }: TaskOrder, scenes: number): UnitReport[] {
  const stage = STAGE_OF[task.name]!;
  const unit = String(payload.sceneId ?? payload.format ?? stage);
  const done = wordsOf(stage, unit, scenes);
  const { output, ...about } = done;
  const progress = (step: number): UnitReport => ({ ...about, state: 'PROGRESS', done: step, total: 3 });
  return [{ ...about, state: 'STARTED' }, progress(1), progress(2), done];
}

export function deliver(start: Transition, reports: readonly UnitReport[]): Transition {
  return reports.reduce((before, report, n) => advance(before.state, report, at(n)), start);
}

export interface Simulation extends Partial<RunRequest> {
  scenes?: number;
  /** Shuffles and repeats reports; without it they come in order and once. */
  seed?: number;
  /** About one transaction in so many is lost, and its report comes again. */
  crashEvery?: number;
}

/** Plays workers and queue until nothing is left to do. */
export function runToEnd({ scenes = 3, seed, crashEvery, ...request }: Simulation = {}) {
  const random = randomOf(seed ?? 1);
  const first = newRun(request);
  let state: RunState = first.state;
  const steps: ProgressStep[] = [...first.steps];
  const orders: TaskOrder[] = [...first.orders];
  const ended: EndedStatus[] = [];
  let waiting = first.orders.flatMap((order) => reportsFor(order, scenes));
  for (let turn = 0; waiting.length > 0; turn++) {
    const index = seed === undefined ? 0 : Math.floor(random() * waiting.length);
    const [report] = waiting.splice(index, 1);
    const next = advance(state, report!, at(turn));
    const isLost = crashEvery !== undefined && random() < 1 / crashEvery;
    if (isLost || (seed !== undefined && random() < 0.2)) waiting.push(report!);
    if (isLost) continue;
    state = next.state;
    steps.push(...next.steps);
    orders.push(...next.orders);
    if (next.ended) ended.push(next.ended);
    waiting = waiting.concat(next.orders.flatMap((order) => reportsFor(order, scenes)));
  }
  return { state, steps, orders, ended };
}

export function shuffled<T>(list: readonly T[], seed: number): T[] {
  const random = randomOf(seed);
  return list
    .map((value) => [random(), value] as const)
    .sort(([a], [b]) => a - b)
    .map(([, value]) => value);
}

const at = (turn: number) => new Date(START.getTime() + turn * 1000);

const STAGE_OF: Record<string, StageName> = {
  'storage.ingest-document': 'INGEST',
  'analysis.analyse-document': 'ANALYSE',
  'media.illustrate-scene': 'ILLUSTRATE',
  'media.narrate-scene': 'NARRATE',
  'media.assemble-storyboard': 'ASSEMBLE',
  'media.render-export': 'EXPORT',
};

/** What a worker of the stage would leave; the same each time. */
export function outputOf(stage: StageName, unit: string, scenes: number): UnitOutput {
  switch (stage) {
    case 'INGEST':
      return {
        kind: 'document',
        documentId: idFrom('document'),
        contentHash: 'c0ffee',
        language: 'en',
        title: 'The Lamp',
        authors: ['A. Writer'],
        wordCount: 1200,
        chapterCount: 2,
      };
    case 'ANALYSE':
      return {
        kind: 'analysis',
        analysisId: idFrom('analysis'),
        // Told backwards, because nothing promises their order.
        scenes: Array.from({ length: scenes }, (_, index) => ({
          sceneId: idFrom('scene', index),
          index,
          title: `Scene ${index + 1}`,
          inputHash: `hash-${index}`,
        })).reverse(),
        characterCount: 2,
      };
    case 'ILLUSTRATE':
    case 'NARRATE':
      return { kind: 'asset', assetId: idFrom('asset', stage, unit) };
    case 'ASSEMBLE':
      return { kind: 'storyboard', storyboardId: idFrom('storyboard'), frameCount: scenes };
    case 'EXPORT':
      return {
        kind: 'export',
        exportId: idFrom('export', unit),
        fileId: idFrom('exported', unit),
        format: unit as ExportFormat,
      };
  }
}

/** A small generator of numbers from 0 to 1 that repeats for a seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
