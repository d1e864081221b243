import { AppError } from '@visiobook/service';
import type { FormattedExecutionResult } from 'graphql';
import { closable } from './closable.ts';

/** A client's result, and the number of the event behind it where events have numbers. */
export interface NumberedResult {
  result: FormattedExecutionResult;
  seq: number | undefined;
}

/** What becomes of events that a reader is too slow for: it gets them later, or only the newest of them. */
export type SlowReader = 'LATER' | 'NEWEST';

export interface SharedStreamRequest {
  /** All that can change the results, but for the place where they begin. */
  key: string;
  start: number | undefined;
  /** Whether the stream can be opened after any number. */
  resumable: boolean;
  slowReader: SlowReader;
  /** Most results that wait for a reader while others read on. */
  buffer: number;
  open(start: number | undefined): AsyncGenerator<NumberedResult, void, void>;
}

/** Results of a stream that readers with the same key share. */
export type ShareStream = (
  request: SharedStreamRequest,
) => AsyncGenerator<FormattedExecutionResult, void, void>;

/**
 * One stream upstream for all readers that would get the same. A reader joins a running one only if nothing is
 * missed by it: before the first event, or where the events since its place are still at hand. One that is so slow
 * that others would wait leaves it, reads what it has, and goes on from there by itself.
 */
export function createShareStream(): ShareStream {
  const hubs = new Map<string, Set<Hub>>();

  const join = (request: SharedStreamRequest, start: number | undefined): Member => {
    const running = hubs.get(request.key) ?? new Set<Hub>();
    const suitable = [...running].find((hub) => hub.covers(start));
    if (suitable) return suitable.join(start, request);
    const hub = createHub(request, start, () => {
      running.delete(hub);
      if (running.size === 0 && hubs.get(request.key) === running) hubs.delete(request.key);
    });
    hubs.set(request.key, running.add(hub));
    return hub.join(start, request);
  };

  return (request) => {
    let member: Member | undefined;
    let left = false;
    async function* read(): AsyncGenerator<FormattedExecutionResult, void, void> {
      let position = request.start;
      while (!left) {
        member ??= join(request, position);
        const next = await member.take();
        if (next === 'BEHIND') {
          member = undefined;
          continue;
        }
        if (!next) return;
        position = next.seq ?? position;
        yield next.result;
      }
    }
    return closable(read(), () => {
      left = true;
      member?.leave();
    });
  };
}

interface Member {
  /** The next result; undefined at the end, BEHIND when the reader must go on by itself. */
  take(): Promise<NumberedResult | 'BEHIND' | undefined>;
  leave(): void;
}

interface Hub {
  covers(start: number | undefined): boolean;
  join(start: number | undefined, reader: Pick<SharedStreamRequest, 'slowReader'>): Member;
}

interface Reader {
  waiting: NumberedResult[];
  /** Events left out before the first of those that wait. */
  skipped: number;
  position: number | undefined;
  slowReader: SlowReader;
  end: { error?: unknown; behind?: boolean } | undefined;
  wake(): void;
}

/** Results that are asked for before a reader wants them. */
const AHEAD = 8;

function createHub(request: SharedStreamRequest, start: number | undefined, onEnd: () => void): Hub {
  const { resumable, buffer } = request;
  const source = request.open(start);
  const readers = new Set<Reader>();
  const recent: NumberedResult[] = [];
  /** Every event after this one is in `recent`. */
  let floor = start;
  let begun = false;
  let over = false;
  let pumping = false;

  const finish = (error?: unknown) => {
    if (over) return;
    over = true;
    onEnd();
    for (const reader of readers) {
      reader.end ??= error === undefined ? {} : { error };
      reader.wake();
    }
    readers.clear();
    void source.return();
  };

  const give = (reader: Reader, next: NumberedResult) => {
    if (next.seq !== undefined && reader.position !== undefined && next.seq <= reader.position) return;
    if (reader.waiting.length < buffer) reader.waiting.push(next);
    else if (resumable && reader.slowReader === 'NEWEST') {
      reader.skipped += reader.waiting.length;
      reader.waiting = [next];
    } else {
      const message = 'The stream was read too slowly; ask for it again.';
      reader.end = resumable ? { behind: true } : { error: new AppError('UNAVAILABLE', message) };
      readers.delete(reader);
    }
    reader.wake();
  };

  const remember = (next: NumberedResult) => {
    begun = true;
    if (!resumable || next.seq === undefined) return;
    floor ??= next.seq;
    recent.push(next);
    if (recent.length > buffer) floor = recent.shift()?.seq ?? floor;
  };

  const hasRoom = (reader: Reader) => reader.slowReader === 'NEWEST' || reader.waiting.length < AHEAD;

  /** Reads as long as somebody wants more: the quickest reader sets the pace, and nobody's none. */
  const pump = async () => {
    if (pumping) return;
    pumping = true;
    try {
      while (!over && [...readers].some(hasRoom)) {
        const next = await source.next();
        if (next.done) return finish();
        remember(next.value);
        for (const reader of readers) give(reader, next.value);
      }
    } catch (error) {
      finish(error);
    } finally {
      pumping = false;
    }
  };

  return {
    covers(wanted) {
      if (over) return false;
      if (!begun && wanted === start) return true;
      return resumable && wanted !== undefined && floor !== undefined && wanted >= floor;
    },
    join(position, { slowReader }) {
      let woken = Promise.withResolvers<void>();
      const reader: Reader = {
        waiting: [],
        skipped: 0,
        position,
        slowReader,
        end: undefined,
        wake: () => woken.resolve(),
      };
      for (const result of recent) give(reader, result);
      readers.add(reader);
      return {
        async take() {
          while (true) {
            const next = reader.waiting.shift();
            if (next) {
              reader.position = next.seq ?? reader.position;
              const { skipped } = reader;
              reader.skipped = 0;
              return skipped === 0 ? next : { ...next, result: sayingSkipped(next.result, skipped) };
            }
            if (reader.end?.error) throw reader.end.error;
            if (reader.end) return reader.end.behind ? 'BEHIND' : undefined;
            void pump();
            await woken.promise;
            woken = Promise.withResolvers<void>();
          }
        },
        leave() {
          reader.end ??= {};
          reader.wake();
          readers.delete(reader);
          if (readers.size === 0) finish();
        },
      };
    },
  };
}

/** A jump in the numbers is not to be taken for a loss. */
function sayingSkipped(result: FormattedExecutionResult, skipped: number): FormattedExecutionResult {
  return { ...result, extensions: { ...result.extensions, skipped } };
}
