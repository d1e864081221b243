import { Worker } from 'node:worker_threads';
import type { BookDocument } from '@visiobook/schema';
import { BookRefused } from '../domain/ingest/book-refused.ts';
import type { ReadBookInput } from '../domain/ingest/read-book.ts';
import type { IngestReply } from './ingest-types.ts';

export interface IngestPoolOptions {
  /** Books read at the same time; others wait their turn. */
  readonly concurrency?: number;
  readonly timeoutMs?: number;
  /** Heap of one thread. */
  readonly memoryMb?: number;
  /** Another thread to run, for tests of what happens when one misbehaves. */
  readonly workerUrl?: URL;
}

/** Reads books off the request loop, each in a thread of its own with bounded time and memory. */
export class IngestPool {
  readonly #concurrency: number;
  readonly #timeoutMs: number;
  readonly #memoryMb: number;
  readonly #workerUrl: URL;
  readonly #running = new Set<Worker>();
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
  #closed = false;

  constructor(options: IngestPoolOptions = {}) {
    this.#concurrency = options.concurrency ?? 1;
    this.#timeoutMs = options.timeoutMs ?? 120_000;
    this.#memoryMb = options.memoryMb ?? 1_024;
    this.#workerUrl = options.workerUrl ?? new URL('./ingest-worker.ts', import.meta.url);
  }

  /** @throws {BookRefused} as `readBook` does, and as DAMAGED when reading took too long or too much memory; the signal's reason when it is aborted. */
  async read(input: ReadBookInput, signal?: AbortSignal): Promise<BookDocument> {
    await this.#turn();
    try {
      if (this.#closed) throw new Error('The ingest pool is closed');
      signal?.throwIfAborted();
      return await this.#run(input, signal);
    } finally {
      this.#busy -= 1;
      this.#waiting.shift()?.();
    }
  }

  /** Stops what is being read; readers get an error. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#running].map((worker) => worker.terminate()));
  }

  async #turn(): Promise<void> {
    // A woken waiter takes the place that was just given up before anybody new can ask for it.
    while (this.#busy >= this.#concurrency) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#busy += 1;
  }

  async #run(input: ReadBookInput, signal: AbortSignal | undefined): Promise<BookDocument> {
    const worker = new Worker(this.#workerUrl, {
      workerData: input,
      resourceLimits: { maxOldGenerationSizeMb: this.#memoryMb },
      stdout: false,
      env: {},
    });
    this.#running.add(worker);
    const { promise, resolve, reject } = Promise.withResolvers<IngestReply>();
    const timer = setTimeout(() => reject(tooSlow(this.#timeoutMs)), this.#timeoutMs);
    const abort = () => reject(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    worker.once('message', resolve);
    worker.once('error', (error) => reject(crashed(error)));
    worker.once('exit', () => reject(new Error('The reading thread ended without an answer')));
    try {
      return open(await promise);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      this.#running.delete(worker);
      await worker.terminate();
    }
  }
}

function open(reply: IngestReply): BookDocument {
  if (reply.kind === 'read') return reply.document;
  if (reply.kind === 'refused') throw new BookRefused(reply.reason, reply.message);
  const cause = new Error(reply.message);
  if (reply.stack !== undefined) cause.stack = reply.stack;
  throw new Error('Reading a book failed', { cause });
}

function tooSlow(timeoutMs: number): BookRefused {
  return new BookRefused(
    'DAMAGED',
    `Reading this book took more than ${Math.round(timeoutMs / 1000)} seconds, so it was stopped. The file may be damaged; a plain text or EPUB edition may help.`,
  );
}

function crashed(error: unknown): Error {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new BookRefused(
      'TOO_LARGE',
      'Reading this book took more memory than one book may use. A smaller file or a plain text edition may help.',
      { cause: error },
    );
  }
  return new Error('The thread that reads books crashed', { cause: error });
}
