import type { BookDocument } from '@visiobook/schema';
import type { AnalysisStep, BookAnalysis } from '../domain/analyse-book.ts';
import type { EngineInfo } from '../domain/models.ts';

/** What the pool sends to a worker. */
export interface AnalysisJob {
  book: BookDocument;
}

/** What a worker answers: steps, then one result or one failure. */
export type AnalysisAnswer =
  | { kind: 'step'; step: AnalysisStep }
  | { kind: 'result'; analysis: BookAnalysis }
  | { kind: 'failure'; message: string; stack: string | undefined };

/** What a worker tells of itself: once what its engine is made of, then each use of a model. */
export type WorkerNews =
  | { kind: 'engine'; info: EngineInfo }
  | { kind: 'inference'; model: string; seconds: number };

export type WorkerMessage = AnalysisAnswer | WorkerNews;
