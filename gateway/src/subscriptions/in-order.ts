/**
 * Works on several items at a time and gives the results in the order of the items. It takes items only while
 * somebody waits for a result, and never more than `width` beyond the last one given; what fails, fails in its turn.
 */
export async function* inOrder<T, R>(
  source: AsyncGenerator<T, void, void>,
  width: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R, void, void> {
  const running: Promise<R>[] = [];
  let coming: Promise<IteratorResult<T, void>> | undefined;
  let end: { error?: unknown } | undefined;
  try {
    for (;;) {
      if (!end && !coming && running.length < width) {
        coming = source.next();
        coming.catch(() => {});
      }
      const [head] = running;
      const isItem = coming !== undefined && (!head || (await firstOf(head, coming)) === 'ITEM');
      if (!isItem && !head) {
        if (end && 'error' in end) throw end.error;
        return;
      }
      if (!isItem) {
        const result = await (head as Promise<R>);
        running.shift();
        yield result;
        continue;
      }
      try {
        const item = (await coming) as IteratorResult<T, void>;
        if (item.done) end = {};
        else {
          const result = work(item.value);
          // Whoever waits for it hears of its failure; nobody may.
          result.catch(() => {});
          running.push(result);
        }
      } catch (error) {
        end = { error };
      }
      coming = undefined;
    }
  } finally {
    const returned = source.return();
    // It would wait for an item that may never come; who ends a stream ends that wait as well (closable.ts).
    if (coming) returned.catch(() => {});
    else await returned;
  }
}

function firstOf(head: Promise<unknown>, coming: Promise<unknown>): Promise<'HEAD' | 'ITEM'> {
  const settles = <N extends string>(promise: Promise<unknown>, name: N) =>
    promise.then(
      () => name,
      () => name,
    );
  return Promise.race([settles(head, 'HEAD'), settles(coming, 'ITEM')]);
}
