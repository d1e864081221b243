import { followLog, type PubSub } from '@visiobook/service';

export interface OpenLog<Row> {
  pubsub: PubSub;
  topic: string;
  after: number;
  read(after: number, limit: number): Promise<readonly Row[]>;
  positionOf(row: Row): number;
  isLast?(row: Row): boolean;
  /** Asked when there is nothing after `position`; may throw to refuse the reader from here on. */
  isOver(position: number): Promise<boolean>;
  pollMs?: number;
}

/** Rows read at a time: a reader who is far behind catches up page by page, and never holds more than one. */
const PAGE = 100;
const POLL_MS = 5000;

/**
 * Follows a log that has an end, or that a reader may lose the right to see. Unlike a bare generator it lets go at
 * once when the reader leaves, and not at the next wake-up.
 */
export function followWhileOpen<Row>(log: OpenLog<Row>): AsyncIterableIterator<Row> {
  const { pubsub, topic, after, positionOf, isLast, pollMs = POLL_MS } = log;
  const over = new AbortController();
  const rows = followLog<Row>({
    pubsub,
    topic,
    after,
    positionOf,
    ...(isLast ? { isLast } : {}),
    pollMs,
    signal: over.signal,
    async read(position) {
      const page = await log.read(position, PAGE);
      if (page.length === 0 && (await log.isOver(position))) over.abort();
      return page;
    },
  });
  return {
    next: () => rows.next(),
    async return() {
      over.abort();
      await rows.return();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
