import { parentPort, workerData } from 'node:worker_threads';
import { analyseBook } from '../domain/analyse-book.ts';
import { loadEngine, type ModelSettings } from '../models/engine.ts';
import type { AnalysisJob, WorkerMessage } from './analysis-messages.ts';

// Jobs wait in the port until its first listener is there, so none is lost while the models load.
const { info, ports } = await loadEngine(workerData as ModelSettings, {
  onInference: (model, seconds) => say({ kind: 'inference', model, seconds }),
});
say({ kind: 'engine', info });

/** Runs one analysis after another, away from the request loop. */
parentPort?.on('message', ({ book }: AnalysisJob) => {
  try {
    const steps = analyseBook(book, ports);
    let next = steps.next();
    for (; !next.done; next = steps.next()) say({ kind: 'step', step: next.value });
    say({ kind: 'result', analysis: next.value });
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    say({ kind: 'failure', message, stack });
  }
});

function say(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}
