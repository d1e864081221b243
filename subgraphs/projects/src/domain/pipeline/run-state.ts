import type { ExportFormat, GenerationSettings, StageName, UnitOutput } from '@visiobook/schema';

export type RunStatus = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
export type EndedStatus = 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
export type StageStatus = 'PENDING' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED';
export type UnitStatus = 'PENDING' | 'STARTED' | 'DONE' | 'FAILED';

/** One attempt to turn a project's book into a visiobook. */
export interface GenerationRun {
  id: string;
  projectId: string;
  /** Whose share of the workers it takes. */
  ownerId: string;
  fileId: string;
  presetId: string;
  settings: GenerationSettings;
  formats: readonly ExportFormat[];
  status: RunStatus;
  failure: RunFailure | null;
  /** Position of the newest progress step. */
  seq: number;
  /** Times in a row that unfinished work was sent again without any answer. */
  resends: number;
  lastReportAt: Date;
  expectedFinishAt: Date | null;
  /** W3C trace of the request that started the run. */
  trace: Record<string, string>;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

export interface RunFailure {
  code: string;
  message: string;
  stage: StageName;
}

export interface StageState {
  name: StageName;
  status: StageStatus;
  done: number;
  total: number;
  /** 0 to 100. */
  percent: number;
  /** An earlier run's result was taken instead of working again. */
  reused: boolean;
  message: string | null;
  startedAt: Date | null;
  finishedAt: Date | null;
}

/** The smallest piece of work that is sent, reported and sent again: a scene's picture, a format, a whole stage. */
export interface UnitState {
  stage: StageName;
  unit: string;
  status: UnitStatus;
  sceneId: string | null;
  inputHash: string | null;
  title: string | null;
  done: number;
  /** 0 until the worker says how many steps there are. */
  total: number;
  output: UnitOutput | null;
  /** Times that its task was sent. */
  attempt: number;
}

/** A run with all that its next step depends on. Never changed in place. */
export interface RunState {
  readonly run: Readonly<GenerationRun>;
  readonly stages: ReadonlyMap<StageName, Readonly<StageState>>;
  /** By {@link unitKey}. */
  readonly units: ReadonlyMap<string, Readonly<UnitState>>;
}

/** A row of the run's progress log. */
export interface ProgressStep {
  runId: string;
  seq: number;
  stage: StageName;
  done: number;
  total: number;
  percent: number;
  /** The run's status after the step; an ended one stands only in the last row. */
  runStatus: RunStatus;
  message: string | null;
  sceneId: string | null;
  at: Date;
}

export const unitKey = (stage: StageName, unit: string): string => `${stage}/${unit}`;

export function isEnded(status: RunStatus): status is EndedStatus {
  return status === 'SUCCEEDED' || status === 'FAILED' || status === 'CANCELLED';
}
