import type { AnalysisOrder, BookAnalyser, Finding } from '../application/ports.ts';
import type { AnalysisEnd } from '../domain/book-analysis.ts';
import type { ModelSettings } from '../models/engine.ts';
import type { WorkerAnswer, WorkerMessage, WorkerOrder, WorkerQuestion } from './analysis-messages.ts';
import type { InferenceMonitor } from './inference-metrics.ts';
import type { ModelServer } from './model-server.ts';
import { RestartBackoff } from './restart-backoff.ts';
import { startChild, type WatchedChild } from './watched-child.ts';

/** The analysis of a book broke: a bug on that text, a worker out of memory, models that fail, or a pool that closed. */
export class AnalysisFailed extends Error {
  override readonly name = 'AnalysisFailed';
}

export interface PoolOptions {
  /** Most workers at a time; each holds one book. */
  size: number;
  models: ModelServer;
  /** What the workers load by themselves; the same that the models were given. */
  settings?: ModelSettings;
  /** Memory of one worker; a book that takes more fails. */
  maxMb?: number;
  /** A worker without work ends after this long. */
  idleMs?: number;
  monitor?: Pick<InferenceMonitor, 'restarted'>;
  /** The worker's file; another one only in tests. */
  workerUrl?: URL;
}

const NO_MODELS: ModelSettings = {
  backend: 'off',
  emotion: 'lexicon',
  scenes: 'rules',
  people: 'rules',
  reader: 'rules',
};

type Worker = WatchedChild<WorkerOrder, WorkerMessage>;

/** Analyses books in processes of their own, which have the models read through `models`. Closes both. */
export function createAnalysisPool({
  size,
  models,
  settings = NO_MODELS,
  maxMb = 1024,
  idleMs = 60_000,
  monitor,
  workerUrl = new URL('./analysis-worker.ts', import.meta.url),
}: PoolOptions): BookAnalyser {
  /** Each with what ends it when it stays without work. */
  const idle = new Map<Worker, NodeJS.Timeout>();
  const all = new Set<Worker>();
  const inboxes = new Map<Worker, (message: WorkerMessage) => void>();
  const waiting: { resolve: (worker: Worker) => void; reject: (error: Error) => void }[] = [];
  const backoff = new RestartBackoff();
  let isClosed = false;

  return { analyse, engine: async () => (await models.engine()).info, close };

  async function* analyse(order: AnalysisOrder): AsyncGenerator<Finding, AnalysisEnd> {
    const { book, resume, signal, engineVersion } = order;
    signal.throwIfAborted();
    const { info, cards } = await models.engine();
    if (info.version !== engineVersion)
      throw new AnalysisFailed(`The engine is ${info.version} by now, and ${engineVersion} was asked for.`);
    const worker = await acquire(signal);
    const inbox = openInbox(worker, order);
    let isSound = false;
    try {
      worker.send({ kind: 'job', book, resume, cards });
      worker.send({ kind: 'next' });
      for (;;) {
        const answer = await inbox.next();
        if (answer.kind === 'found') {
          // It looks for the next thing while this one is stored.
          worker.send({ kind: 'next' });
          yield answer.finding;
          continue;
        }
        if (answer.kind === 'stale') {
          await models.renew(answer.message);
          throw new AnalysisFailed(`The files of the models have changed. ${answer.message}`);
        }
        isSound = true;
        backoff.succeeded();
        if (answer.kind === 'end') return answer.end;
        throw new AnalysisFailed(`The analysis of "${book.title}" failed: ${answer.message}`, {
          cause: answer.stack,
        });
      }
    } finally {
      inbox.close();
      // A worker that died, or whose reader left in the middle of a book, is not used again.
      if (isSound) release(worker);
      else worker.kill('its book was given up');
    }
  }

  async function acquire(signal: AbortSignal): Promise<Worker> {
    signal.throwIfAborted();
    if (isClosed) throw new AnalysisFailed('The analysis pool is closed.');
    if (backoff.delayMs > 0) await pause(backoff.delayMs, signal);
    for (const [worker, timer] of idle) {
      clearTimeout(timer);
      idle.delete(worker);
      if (worker.isAlive()) return worker;
    }
    if (all.size < size) return start();
    return new Promise((resolve, reject) => {
      const place = { resolve: taken(resolve), reject: taken(reject) };
      const leave = () => {
        waiting.splice(waiting.indexOf(place), 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      waiting.push(place);
      function taken<T>(settle: (value: T) => void): (value: T) => void {
        return (value) => {
          signal.removeEventListener('abort', leave);
          settle(value);
        };
      }
    });
  }

  function start(): Worker {
    const worker = startChild<WorkerOrder, WorkerMessage>(workerUrl, { maxMb, argument: settings });
    all.add(worker);
    worker.onMessage((message) => inboxes.get(worker)?.(message));
    void worker.ended.then(() => {
      all.delete(worker);
      clearTimeout(idle.get(worker));
      idle.delete(worker);
      if (!isClosed && all.size < size) waiting.shift()?.resolve(start());
    });
    return worker;
  }

  function release(worker: Worker): void {
    if (!worker.isAlive()) return;
    const next = waiting.shift();
    // What a big book left in its heap is given back by its end.
    if (next) next.resolve(worker);
    else idle.set(worker, setTimeout(() => worker.kill('it was idle'), idleMs).unref());
  }

  /** A worker's answers, one after another; its death and the caller's abort are errors. Its questions go to the models. */
  function openInbox(worker: Worker, order: AnalysisOrder): { next(): Promise<WorkerAnswer>; close(): void } {
    const answers: WorkerAnswer[] = [];
    const over = new AbortController();
    let failure: { error: unknown } | null = null;
    let wake = () => {};
    const fail = (error: unknown) => {
      failure ??= { error };
      wake();
    };
    const onAbort = () => fail(order.signal.reason);
    inboxes.set(worker, (message) => {
      if (message.kind === 'read') return void answerQuestion(worker, message, order, over.signal);
      answers.push(message);
      wake();
    });
    void worker.ended.then((why) => {
      if (over.signal.aborted) return;
      backoff.failed();
      monitor?.restarted('worker');
      fail(new AnalysisFailed(`The analysis worker stopped: ${why}.`));
    });
    order.signal.addEventListener('abort', onAbort, { once: true });
    if (order.signal.aborted) onAbort();
    worker.hold(true);
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
        over.abort(new AnalysisFailed('Nobody waits for it any more.'));
        worker.hold(false);
        inboxes.delete(worker);
        order.signal.removeEventListener('abort', onAbort);
      },
    };
  }

  async function answerQuestion(
    worker: Worker,
    { id, task, items, lengths }: WorkerQuestion,
    { tenant, book }: AnalysisOrder,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      const rows = await models.read({ task, items, lengths, language: book.language, tenant, signal });
      worker.send({ kind: 'rows', id, rows });
    } catch (error) {
      worker.send({ kind: 'unread', id, message: error instanceof Error ? error.message : String(error) });
    }
  }

  async function close(): Promise<void> {
    isClosed = true;
    for (const { reject } of waiting.splice(0)) reject(new AnalysisFailed('The analysis pool is closed.'));
    for (const timer of idle.values()) clearTimeout(timer);
    idle.clear();
    const workers = [...all];
    for (const worker of workers) {
      worker.hold(true);
      worker.kill('the service stops');
    }
    await Promise.all([...workers.map((worker) => worker.ended), models.close()]);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', leave);
      resolve();
    }, ms);
    const leave = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
  });
}
