/** Runs at most `limit` bodies at a time; the others wait in line. */
export function limitConcurrency(limit: number): <T>(body: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (body) => {
    // A place is handed over directly, so that a newcomer cannot take it from the one who waited.
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await body();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
