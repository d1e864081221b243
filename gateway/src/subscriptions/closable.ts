/**
 * Makes a generator that can be ended while it waits: `return()` of a plain one would wait for the event that may
 * never come, and keep everything behind it open. `close` is called at its end, whichever way it comes, and may be
 * called twice.
 */
export function closable<T>(
  source: AsyncGenerator<T, void, void>,
  close: () => void,
): AsyncGenerator<T, void, void> {
  return {
    next: async () => {
      try {
        const next = await source.next();
        if (next.done) close();
        return next;
      } catch (error) {
        close();
        throw error;
      }
    },
    return: () => {
      close();
      return source.return();
    },
    throw: (error) => {
      close();
      return source.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      close();
      await source.return();
    },
  };
}
