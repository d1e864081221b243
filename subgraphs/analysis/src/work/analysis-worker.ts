import { parentPort } from 'node:worker_threads';
import { analyseBook } from '../domain/analyse-book.ts';
import type { AnalysisAnswer, AnalysisJob } from './analysis-messages.ts';

/** Runs one analysis after another, away from the request loop. */
parentPort?.on('message', ({ book }: AnalysisJob) => {
  try {
    const steps = analyseBook(book);
    let next = steps.next();
    for (; !next.done; next = steps.next()) answer({ kind: 'step', step: next.value });
    answer({ kind: 'result', analysis: next.value });
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    answer({ kind: 'failure', message, stack });
  }
});

function answer(message: AnalysisAnswer): void {
  parentPort?.postMessage(message);
}
