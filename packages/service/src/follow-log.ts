import type { PubSub } from './pubsub.ts';

export interface FollowLogOptions<Row> {
  pubsub: PubSub;
  topic: string;
  /** Rows after position `after`, in order, at most a page of them. */
  read(after: number): Promise<readonly Row[]>;
  positionOf(row: Row): number;
  /** The last position that the reader has; 0 for none. */
  after: number;
  /** True for the row that nothing can follow: the log ends after it. */
  isLast?(row: Row): boolean;
  /** Looks at the table at least this often, in case a wake-up was lost. */
  pollMs?: number;
  signal?: AbortSignal;
}

/**
 * Reads a log table from a position and then goes on as rows are added: no gap and no repeat, whoever dies in
 * between, because each turn asks the table for what follows the last row that was given out.
 *
 * Back-pressure comes for free: nothing is read while the consumer is busy, so no queue can grow.
 */
export async function* followLog<Row>(options: FollowLogOptions<Row>): AsyncGenerator<Row, void, void> {
  const { pubsub, topic, read, positionOf, isLast, pollMs = 5000, signal } = options;
  let position = options.after;
  let awake = Promise.withResolvers<void>();
  const wake = () => awake.resolve();
  const unsubscribe = await pubsub.subscribe(topic, wake);
  signal?.addEventListener('abort', wake, { once: true });
  try {
    while (!signal?.aborted) {
      // Armed before reading: a row that is added while we read must not be slept over.
      awake = Promise.withResolvers<void>();
      const rows = await read(position);
      for (const row of rows) {
        position = positionOf(row);
        yield row;
        if (isLast?.(row)) return;
      }
      if (rows.length === 0) await wakeOrTimeout(awake.promise, pollMs);
    }
  } finally {
    signal?.removeEventListener('abort', wake);
    await unsubscribe();
  }
}

async function wakeOrTimeout(awake: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([awake, timeout]);
  clearTimeout(timer);
}
