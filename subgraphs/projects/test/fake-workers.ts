import {
  AnalyseDocument,
  AssembleStoryboard,
  DiscardRun,
  IllustrateScene,
  IngestDocument,
  NarrateScene,
  type PayloadOf,
  RenderExport,
  RunEnded,
  type StageName,
  type TaskDefinition,
  UnitReported,
} from '@visiobook/schema';
import { createMetrics, startQueue } from '@visiobook/service';
import { silentLog, type TestDatabase } from '@visiobook/testing';
import { outputOf } from './pipeline-simulation.ts';

export type Report = PayloadOf<typeof UnitReported>;

export interface FakeWorkersOptions {
  scenes?: number;
  /** Says what to report about a unit instead of the usual; an empty list keeps silent. */
  reports?: (usual: Report[], attempt: number) => Report[] | Promise<Report[]>;
}

const STAGE_TASKS: [StageName, TaskDefinition][] = [
  ['INGEST', IngestDocument],
  ['ANALYSE', AnalyseDocument],
  ['ILLUSTRATE', IllustrateScene],
  ['NARRATE', NarrateScene],
  ['ASSEMBLE', AssembleStoryboard],
  ['EXPORT', RenderExport],
];

/** Plays storage, analysis and media: takes their tasks from the real queue and reports as they would. */
export async function fakeWorkers(
  database: TestDatabase,
  { scenes = 3, reports = (usual) => usual }: FakeWorkersOptions = {},
) {
  const queue = await startQueue({
    url: database.urlOf('media'),
    service: 'media',
    log: silentLog(),
    metrics: createMetrics('media'),
  });
  const taken: { stage: StageName; unit: string; runId: string }[] = [];
  const discarded: string[] = [];
  const ended: string[] = [];
  const attempts = new Map<string, number>();
  for (const [stage, task] of STAGE_TASKS) {
    await queue.work(
      task,
      async ({ payload }) => {
        const { runId, sceneId, format } = payload as { runId: string; sceneId?: string; format?: string };
        const unit = sceneId ?? format ?? stage;
        const key = `${runId} ${stage} ${unit}`;
        const attempt = (attempts.get(key) ?? 0) + 1;
        attempts.set(key, attempt);
        taken.push({ stage, unit, runId });
        const about = { runId, stage, unit, ...(sceneId ? { sceneId } : {}) };
        const usual: Report[] = [
          { ...about, state: 'STARTED' },
          ...(stage === 'ANALYSE' || stage === 'EXPORT'
            ? [1, 2].map((done) => ({
                ...about,
                state: 'PROGRESS' as const,
                done,
                total: 3,
                message: `Part ${done}`,
              }))
            : []),
          { ...about, state: 'DONE', output: outputOf(stage, unit, scenes) },
        ];
        for (const report of await reports(usual, attempt)) await queue.publish(UnitReported, report);
      },
      { concurrency: 2 },
    );
  }
  await queue.work(DiscardRun, async ({ payload }) => void discarded.push(payload.runId));
  await queue.consume(RunEnded, async ({ payload }) => void ended.push(payload.status));
  return {
    taken,
    discarded,
    ended,
    publish: (report: Report) => queue.publish(UnitReported, report),
    [Symbol.asyncDispose]: () => queue.stop(2000),
  };
}
