import type { BookDocument } from '@visiobook/schema';
import type { AnalysisStep, BookAnalysis } from '../domain/analyse-book.ts';

/** What the pool sends to a worker. */
export interface AnalysisJob {
  book: BookDocument;
}

/** What a worker answers: steps, then one result or one failure. */
export type AnalysisAnswer =
  | { kind: 'step'; step: AnalysisStep }
  | { kind: 'result'; analysis: BookAnalysis }
  | { kind: 'failure'; message: string; stack: string | undefined };
