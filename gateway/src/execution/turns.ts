/**
 * Operations begin when there is nothing to do for those under way. Under load that keeps few of them half done: what
 * they hold lives shortly, and each has its answer sooner than if all took turns. An operation that waits for a slow
 * subgraph holds nobody up, since there is nothing to do for it.
 */
export interface Turns {
  /** Runs work when its turn comes, or when the signal fires: what nobody waits for ends by itself. */
  run<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T>;
  /** A subgraph has answered an operation under way. */
  progressed(): void;
}

export function createTurns(): Turns {
  const waiting = new Set<() => void>();
  let running = 0;
  let answers = 0;
  let seen = 0;
  let isLooking = false;

  /** Once in each round of the event loop, after all that came in it. */
  const look = () => {
    isLooking = false;
    const isIdle = answers === seen;
    seen = answers;
    const [next] = waiting;
    if (next && (isIdle || running === 0)) begin(next);
    lookLater();
  };
  const lookLater = () => {
    if (isLooking || waiting.size === 0) return;
    isLooking = true;
    setImmediate(look);
  };
  const begin = (next: () => void) => {
    waiting.delete(next);
    running++;
    next();
  };
  const turn = async (signal: AbortSignal | undefined): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const hurry = () => begin(resolve);
    waiting.add(resolve);
    lookLater();
    if (signal?.aborted) hurry();
    signal?.addEventListener('abort', hurry, { once: true });
    await promise;
    signal?.removeEventListener('abort', hurry);
  };

  return {
    async run(signal, work) {
      if (running > 0 || waiting.size > 0) await turn(signal);
      else running++;
      try {
        return await work();
      } finally {
        running--;
        lookLater();
      }
    },
    progressed() {
      answers++;
    },
  };
}
