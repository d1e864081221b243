import type { BookDocument } from '@visiobook/schema';
import type { Finding, ResumePoint } from '../application/ports.ts';
import type { AnalysisEnd } from '../domain/book-analysis.ts';
import type { ReadingTask } from '../domain/readings.ts';
import type { EngineCards } from '../models/recorded-ports.ts';

/** A book for a worker. */
export interface AnalysisJob {
  kind: 'job';
  book: BookDocument;
  resume: ResumePoint;
  /** What the models can read; the worker asks for it with `WorkerQuestion`s. */
  cards: EngineCards;
}

/** What the pool sends to a worker: a job, leave to find one thing more, and the models' rows. */
export type WorkerOrder =
  | AnalysisJob
  | { kind: 'next' }
  | { kind: 'rows'; id: number; rows: unknown[] }
  | { kind: 'unread'; id: number; message: string };

/** Sentences that the worker wants the models to read. */
export interface WorkerQuestion {
  kind: 'read';
  id: number;
  task: ReadingTask;
  items: unknown[];
  lengths: number[];
}

/** What a worker answers to each leave: a finding, and at last the end or a failure. */
export type WorkerAnswer =
  | { kind: 'found'; finding: Finding }
  | { kind: 'end'; end: AnalysisEnd }
  | { kind: 'failure'; message: string; stack: string | undefined }
  /** The files of the models are not those that the engine was made of: they changed since. */
  | { kind: 'stale'; message: string };

export type WorkerMessage = WorkerQuestion | WorkerAnswer;
