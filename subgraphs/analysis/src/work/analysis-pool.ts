import { Worker } from 'node:worker_threads';
import type { BookDocument } from '@visiobook/schema';
import type { AnalysisStep, BookAnalysis } from '../domain/analyse-book.ts';
import type { EngineInfo } from '../domain/models.ts';
import type { ModelSettings } from '../models/engine.ts';
import type { AnalysisAnswer, AnalysisJob, WorkerMessage } from './analysis-messages.ts';

export interface AnalysisPool {
  /**
   * Analyses a book in a worker thread and yields its steps as they come. Waits while all workers are busy.
   *
   * @throws AnalysisFailed when the worker fails or dies; the abort reason when `signal` aborts.
   */
  analyse(book: BookDocument, options?: { signal?: AbortSignal }): AsyncGenerator<AnalysisStep, BookAnalysis>;
  /** What the workers' engine is made of; starts the first worker if none runs. */
  engine(): Promise<EngineInfo>;
  /** Refuses new work, ends what is running, and stops the workers. */
  close(): Promise<void>;
}

/** The analysis of a book broke: a bug on that text, a worker out of memory, or a pool that closed. */
export class AnalysisFailed extends Error {
  override readonly name = 'AnalysisFailed';
}

export interface PoolOptions {
  /** Most workers at a time; each holds one book. */
  size: number;
  /** Memory of one worker's heap. */
  maxHeapMb?: number;
  /** The models that each worker loads; the baseline alone unless told. */
  models?: ModelSettings;
  /** Told of each use of a model. */
  onInference?: (model: string, seconds: number) => void;
  /** The worker's file; another one only in tests. */
  workerUrl?: URL;
}

const NO_MODELS: ModelSettings = { backend: 'off', emotion: 'lexicon', scenes: 'rules' };

export function createAnalysisPool({
  size,
  maxHeapMb = 1024,
  models = NO_MODELS,
  onInference = () => {},
  workerUrl = new URL('./analysis-worker.ts', import.meta.url),
}: PoolOptions): AnalysisPool {
  const idle: Worker[] = [];
  const all = new Map<Worker, Promise<EngineInfo>>();
  const waiting: { resolve: (worker: Worker) => void; reject: (error: Error) => void }[] = [];
  let closed = false;

  return { analyse, engine, close };

  async function* analyse(
    book: BookDocument,
    { signal }: { signal?: AbortSignal } = {},
  ): AsyncGenerator<AnalysisStep, BookAnalysis> {
    signal?.throwIfAborted();
    const worker = await acquire(signal);
    const inbox = openInbox(worker, signal);
    let isSound = false;
    try {
      worker.postMessage({ book } satisfies AnalysisJob);
      for (;;) {
        const answer = await inbox.next();
        if (answer.kind === 'step') {
          yield answer.step;
          continue;
        }
        isSound = true;
        if (answer.kind === 'result') return answer.analysis;
        throw new AnalysisFailed(`The analysis of "${book.title}" failed: ${answer.message}`, {
          cause: answer.stack,
        });
      }
    } finally {
      inbox.close();
      // A worker that died, or whose reader left in the middle of a book, is not used again.
      if (isSound) release(worker);
      else discard(worker);
    }
  }

  async function engine(): Promise<EngineInfo> {
    const [running] = all.values();
    if (running) return running;
    if (closed) throw new AnalysisFailed('The analysis pool is closed.');
    const worker = start();
    idle.push(worker);
    return all.get(worker)!;
  }

  function acquire(signal: AbortSignal | undefined): Promise<Worker> {
    if (closed) return Promise.reject(new AnalysisFailed('The analysis pool is closed.'));
    const worker = idle.pop() ?? (all.size < size ? start() : undefined);
    if (worker) return Promise.resolve(worker);
    return new Promise((resolve, reject) => {
      const place = { resolve: taken(resolve), reject: taken(reject) };
      const leave = () => {
        waiting.splice(waiting.indexOf(place), 1);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', leave, { once: true });
      waiting.push(place);
      function taken<T>(settle: (value: T) => void): (value: T) => void {
        return (value) => {
          signal?.removeEventListener('abort', leave);
          settle(value);
        };
      }
    });
  }

  function start(): Worker {
    const worker = new Worker(workerUrl, {
      workerData: models,
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
    });
    all.set(worker, engineOf(worker));
    worker.on('message', (news: WorkerMessage) => {
      if (news.kind === 'inference') onInference(news.model, news.seconds);
    });
    // Without a listener, an error between two books would end the process; `once` of the inbox tells the reader.
    worker.on('error', () => discard(worker));
    worker.unref();
    return worker;
  }

  function release(worker: Worker): void {
    if (!all.has(worker)) return;
    const next = waiting.shift();
    if (next) next.resolve(worker);
    else idle.push(worker);
  }

  function discard(worker: Worker): void {
    if (!all.delete(worker)) return;
    const place = idle.indexOf(worker);
    if (place >= 0) idle.splice(place, 1);
    void worker.terminate();
    if (!closed && all.size < size) waiting.shift()?.resolve(start());
  }

  async function close(): Promise<void> {
    closed = true;
    for (const { reject } of waiting.splice(0)) reject(new AnalysisFailed('The analysis pool is closed.'));
    idle.length = 0;
    const workers = [...all.keys()];
    all.clear();
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** What the worker says of its engine when it has loaded it. */
function engineOf(worker: Worker): Promise<EngineInfo> {
  const { promise, resolve, reject } = Promise.withResolvers<EngineInfo>();
  worker.on('message', (news: WorkerMessage) => {
    if (news.kind === 'engine') resolve(news.info);
  });
  worker.once('exit', () => reject(new AnalysisFailed('The analysis worker stopped before it was ready.')));
  // Nobody need ask; the death of a worker is told to whoever waits for its answers.
  promise.catch(() => {});
  return promise;
}

/** A worker's answers, one after another; its death and the caller's abort are errors. */
function openInbox(
  worker: Worker,
  signal: AbortSignal | undefined,
): { next(): Promise<AnalysisAnswer>; close(): void } {
  const answers: AnalysisAnswer[] = [];
  let failure: { error: unknown } | null = null;
  let wake = () => {};
  const onMessage = (answer: WorkerMessage) => {
    if (answer.kind === 'engine' || answer.kind === 'inference') return;
    answers.push(answer);
    wake();
  };
  const fail = (error: unknown) => {
    failure ??= { error };
    wake();
  };
  const onError = (error: Error) =>
    fail(new AnalysisFailed(`The analysis worker died: ${error.message}`, { cause: error }));
  const onExit = (code: number) => fail(new AnalysisFailed(`The analysis worker stopped with code ${code}.`));
  const onAbort = () => fail(signal?.reason);
  worker.ref();
  worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  signal?.addEventListener('abort', onAbort, { once: true });
  return {
    async next() {
      for (;;) {
        const answer = answers.shift();
        if (answer) return answer;
        if (failure) throw failure.error;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    close() {
      worker.unref();
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      signal?.removeEventListener('abort', onAbort);
    },
  };
}
