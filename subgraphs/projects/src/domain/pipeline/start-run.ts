import type { ExportFormat, GenerationSettings, StageName, UnitOutput } from '@visiobook/schema';
import { STAGES, unitsOf } from './plan.ts';
import { RunDraft } from './run-draft.ts';
import type { GenerationRun, StageState } from './run-state.ts';
import type { Transition } from './transition.ts';

export interface RunRequest {
  id: string;
  projectId: string;
  ownerId: string;
  fileId: string;
  presetId: string;
  settings: GenerationSettings;
  formats: readonly ExportFormat[];
  trace: Record<string, string>;
  /** What an earlier run made of the same file; INGEST is not done again then. */
  document: Extract<UnitOutput, { kind: 'document' }> | null;
}

/** A new run, and its first task. */
export function startRun({ document, ...request }: RunRequest, now: Date): Transition {
  const run: GenerationRun = {
    ...request,
    status: 'QUEUED',
    failure: null,
    seq: 0,
    resends: 0,
    lastReportAt: now,
    expectedFinishAt: null,
    createdAt: now,
    startedAt: null,
    finishedAt: null,
  };
  const stages = new Map(STAGES.map((name) => [name, waiting(name)]));
  const draft = new RunDraft({ run, stages, units: new Map() }, now);
  if (document) {
    const [unit] = unitsOf('INGEST', draft);
    draft.setUnit({ ...unit!, status: 'DONE', done: 1, total: 1, output: document });
    draft.setStage('INGEST', { reused: true, startedAt: now });
    draft.count('INGEST', 'reused');
    draft.note('INGEST', 'reused');
  }
  draft.openReadyStages();
  return draft.finish();
}

function waiting(name: StageName): StageState {
  return {
    name,
    status: 'PENDING',
    done: 0,
    total: 0,
    percent: 0,
    reused: false,
    message: null,
    startedAt: null,
    finishedAt: null,
  };
}
