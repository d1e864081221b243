import type { Language } from '@visiobook/schema';
import { BASELINE_MODEL, type EngineInfo, engineVersion } from '../domain/models.ts';
import type { ReadingTask } from '../domain/readings.ts';
import type { ModelSettings } from '../models/engine.ts';
import type { EngineCards } from '../models/recorded-ports.ts';
import { type Batch, BatchQueue, type ReadRequest } from './batch-queue.ts';
import type { InferenceMonitor } from './inference-metrics.ts';
import { ModelSlot } from './model-slot.ts';

/** What the engine is made of, and how to use it. */
export interface ServedEngine {
  info: EngineInfo;
  cards: EngineCards;
}

export interface ReadOrder {
  task: ReadingTask;
  language: Language;
  items: readonly unknown[];
  lengths: readonly number[];
  tenant: string;
  signal?: AbortSignal | undefined;
}

/** The models as the service's workers use them: in processes of their own, shared by all books. */
export interface ModelServer {
  /** Waits until the models are warm; without models, or while they keep failing, it is the baseline alone. */
  engine(): Promise<ServedEngine>;
  /**
   * One row an item, in their order. Waits while its tenant has enough in the queue.
   *
   * @throws ModelFailed when the models could not read it, and the abort reason.
   */
  read(order: ReadOrder): Promise<unknown[]>;
  /** Loads the models again, whose files are not what they were: `engine()` then tells what there is. */
  renew(why: string): Promise<void>;
  close(): Promise<void>;
}

/** The models could not read something, or cannot read at all. */
export class ModelFailed extends Error {
  override readonly name = 'ModelFailed';
}

export interface ModelServerOptions {
  models: ModelSettings;
  /** Processes; each holds the weights once and keeps one core, or one GPU, busy. */
  processes: number;
  /** Memory of a process. */
  maxMb: number;
  /** A batch that takes longer has hung: its process is ended. */
  timeoutMs: number;
  monitor?: InferenceMonitor;
  /** Tokens of a batch, with its padding. */
  maxBatchTokens?: number;
  /** How long a batch that is not full waits for more. */
  maxWaitMs?: number;
  /** Tokens that one tenant may have waiting. */
  maxQueuedTokens?: number;
  /** How long the baseline stands in for models that keep failing before they are tried again. */
  pauseMs?: number;
  /** The process's file; another one only in tests. */
  module?: URL;
}

interface Request extends ReadRequest {
  task: ReadingTask;
  language: Language;
  rows: unknown[];
  left: number;
  attempts: number;
  since: number;
  resolve(rows: unknown[]): void;
  reject(error: unknown): void;
}

const MOST_ATTEMPTS = 3;
const BASELINE: ServedEngine = {
  info: {
    models: [BASELINE_MODEL],
    version: engineVersion([BASELINE_MODEL]),
    backend: null,
    refused: [],
    problems: [],
  },
  cards: { stages: [], tasks: [], mood: null },
};

export function createModelServer({
  models,
  processes,
  maxMb,
  timeoutMs,
  monitor,
  maxBatchTokens = 4096,
  maxWaitMs = 4,
  maxQueuedTokens = 32_768,
  pauseMs = 60_000,
  module = new URL('./model-process.ts', import.meta.url),
}: ModelServerOptions): ModelServer {
  const queue = new BatchQueue<Request>(maxBatchTokens);
  const requests = new Set<Request>();
  let room = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | null = null;
  let isDue = false;
  let isClosed = false;
  const slots = Array.from(
    { length: models.backend === 'off' ? 0 : processes },
    () =>
      new ModelSlot({
        module,
        models,
        maxMb,
        timeoutMs,
        pauseMs,
        onChange: () => dispatch(),
        onRestart: () => monitor?.restarted('model'),
      }),
  );

  return { engine, read, renew, close };

  async function engine(): Promise<ServedEngine> {
    if (slots.length === 0) return BASELINE;
    const states = await Promise.all(slots.map((slot) => slot.state()));
    for (const state of states) if (state.isUp) return { info: state.ready.info, cards: state.ready.cards };
    const problem = `The model process keeps failing (${slots[0]!.why}).`;
    return { ...BASELINE, info: { ...BASELINE.info, problems: [problem] } };
  }

  async function read({ task, language, items, lengths, tenant, signal }: ReadOrder): Promise<unknown[]> {
    while (!isClosed && queue.tokens({ tenant }) >= maxQueuedTokens) {
      signal?.throwIfAborted();
      await room.promise;
    }
    signal?.throwIfAborted();
    if (isClosed) throw new ModelFailed('The models are closed.');
    if (items.length === 0) return [];
    const { promise, resolve, reject } = Promise.withResolvers<unknown[]>();
    const kind = `${task} ${language}`;
    const request: Request = {
      ...{ kind, task, language, items, lengths, tenant, resolve, reject },
      rows: Array(items.length),
      left: items.length,
      attempts: 0,
      since: performance.now(),
    };
    requests.add(request);
    queue.add(request);
    const leave = () => settle(request, () => reject(signal?.reason));
    signal?.addEventListener('abort', leave, { once: true });
    dispatch();
    return promise.finally(() => signal?.removeEventListener('abort', leave));
  }

  /** Gives batches to processes that are free: full ones at once, others when they have waited for company. */
  function dispatch(): void {
    for (const slot of slots) {
      if (slot.hasGivenUp && requests.size > 0 && slots.every(({ hasGivenUp }) => hasGivenUp)) {
        for (const request of [...requests])
          settle(request, () => request.reject(new ModelFailed(`The models keep failing (${slot.why}).`)));
      }
      if (!slot.isFree) continue;
      if (!queue.isFull && !isDue) break;
      const batch = queue.take();
      if (!batch) break;
      void run(slot, batch);
    }
    reportDepth();
    if (queue.tokens() === 0) {
      isDue = false;
    } else if (!timer) {
      timer = setTimeout(() => {
        timer = null;
        isDue = true;
        dispatch();
      }, maxWaitMs);
    }
  }

  async function run(slot: ModelSlot, batch: Batch<Request>): Promise<void> {
    isDue = false;
    room.resolve();
    room = Promise.withResolvers();
    const [{ request: first }] = batch.parts as [Batch<Request>['parts'][0]];
    const model = slot.nameOf(first.task);
    const started = performance.now();
    try {
      const rows = await slot.read({
        task: first.task,
        language: first.language,
        items: batch.parts.map(({ request, at }) => request.items[at]),
      });
      if (rows.length !== batch.parts.length)
        throw new Error(`${batch.parts.length} items were sent and ${rows.length} rows came.`);
      const waited = (started - Math.min(...batch.parts.map(({ request }) => request.since))) / 1000;
      monitor?.batch(model, {
        seconds: (performance.now() - started) / 1000,
        items: rows.length,
        tokens: batch.tokens,
        waited,
      });
      for (const [i, { request, at }] of batch.parts.entries()) {
        request.rows[at] = rows[i];
        request.left--;
        if (request.left === 0) settle(request, () => request.resolve(request.rows));
      }
    } catch (error) {
      monitor?.failed(model, error);
      retry(batch, error);
    }
    dispatch();
  }

  /** What a process died of may come back with the same sentences: each request tries again by itself, not for ever. */
  function retry(batch: Batch<Request>, error: unknown): void {
    for (const [request, parts] of Map.groupBy(batch.parts, (part) => part.request)) {
      if (!requests.has(request)) continue;
      request.attempts++;
      if (request.attempts < MOST_ATTEMPTS) {
        queue.add(request, { places: parts.map(({ at }) => at), alone: true });
        continue;
      }
      const reason = error instanceof Error ? error.message : String(error);
      settle(request, () =>
        request.reject(
          new ModelFailed(`The models could not read it in ${MOST_ATTEMPTS} attempts: ${reason}`, {
            cause: error,
          }),
        ),
      );
    }
  }

  function settle(request: Request, tell: () => void): void {
    if (!requests.delete(request)) return;
    queue.remove(request);
    room.resolve();
    room = Promise.withResolvers();
    tell();
  }

  function reportDepth(): void {
    for (const kind of new Set([...requests].map((request) => request.kind)))
      monitor?.depth(kind, queue.tokens({ kind }));
    if (requests.size === 0) monitor?.empty();
  }

  async function renew(why: string): Promise<void> {
    await Promise.all(slots.map((slot) => slot.renew(why)));
  }

  async function close(): Promise<void> {
    isClosed = true;
    if (timer) clearTimeout(timer);
    for (const request of [...requests])
      settle(request, () => request.reject(new ModelFailed('The models are closed.')));
    room.resolve();
    await Promise.all(slots.map((slot) => slot.close()));
  }
}
