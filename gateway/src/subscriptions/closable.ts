/**
 * Makes a generator that can be ended while it waits: `return()` of a plain one would wait for the event that may
 * never come, and keep everything behind it open.
 */
export function closable<T>(
  source: AsyncGenerator<T, void, void>,
  close: () => void,
): AsyncGenerator<T, void, void> {
  return {
    next: () => source.next(),
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
