/** Runs work, at most so much at a time; what comes beyond that waits in a queue with an end. */
export interface Bulkhead {
  /** @throws BulkheadFull when the queue is full; the signal's reason when it fires while the work waits. */
  run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T>;
}

export class BulkheadFull extends Error {
  override readonly name = 'BulkheadFull';
}

/** Keeps one slow subgraph from taking all memory and connections of the process. */
export function createBulkhead({ inFlight, queue }: { inFlight: number; queue: number }): Bulkhead {
  let running = 0;
  const waiting = new Set<() => void>();

  const turn = async (signal: AbortSignal): Promise<void> => {
    if (running < inFlight) {
      running++;
      return;
    }
    if (waiting.size >= queue) throw new BulkheadFull(`${running} calls run and ${waiting.size} wait`);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const giveUp = () => {
      waiting.delete(resolve);
      reject(signal.reason);
    };
    waiting.add(resolve);
    signal.addEventListener('abort', giveUp, { once: true });
    await promise.finally(() => signal.removeEventListener('abort', giveUp));
  };

  return {
    async run(signal, work) {
      signal.throwIfAborted();
      await turn(signal);
      try {
        return await work();
      } finally {
        // The place goes to the one who has waited longest, or is free.
        const [next] = waiting;
        if (next) {
          waiting.delete(next);
          next();
        } else running--;
      }
    },
  };
}
