import { describe, expect, it } from 'vitest';
import { inOrder } from './in-order.ts';

/** Work that ends when it is told to. */
function workshop() {
  const begun: number[] = [];
  const orders = new Map<number, PromiseWithResolvers<string>>();
  const order = (item: number) => {
    const known = orders.get(item) ?? Promise.withResolvers<string>();
    orders.set(item, known);
    return known;
  };
  return {
    begun,
    finish: (item: number) => order(item).resolve(`done ${item}`),
    fail: (item: number) => order(item).reject(new Error(`failed ${item}`)),
    work: (item: number) => {
      begun.push(item);
      return order(item).promise;
    },
  };
}

async function* upTo(last: number, after: () => void = () => {}): AsyncGenerator<number, void, void> {
  try {
    for (let item = 1; item <= last; item++) yield item;
  } finally {
    after();
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('work in order', () => {
  it('begins several and gives them in the order in which they came', async () => {
    const { work, finish, begun } = workshop();
    const results = inOrder(upTo(5), 3, work);
    const first = results.next();
    await settled();
    expect(begun).toEqual([1, 2, 3]);

    finish(3);
    finish(2);
    finish(1);
    expect(await first).toEqual({ done: false, value: 'done 1' });
    expect(await results.next()).toEqual({ done: false, value: 'done 2' });
    finish(4);
    finish(5);
    const rest: string[] = [];
    for await (const result of results) rest.push(result);
    expect(rest).toEqual(['done 3', 'done 4', 'done 5']);
  });

  it('gives what came before a failure, and then the failure', async () => {
    const { work, finish, fail } = workshop();
    const results = inOrder(upTo(3), 3, work);
    fail(2);
    finish(1);
    finish(3);
    expect((await results.next()).value).toBe('done 1');
    await expect(results.next()).rejects.toThrow('failed 2');
  });

  it('gives what is under way before it tells that the source broke', async () => {
    async function* broken(): AsyncGenerator<number, void, void> {
      yield 1;
      throw new Error('cut');
    }
    const { work, finish } = workshop();
    const results = inOrder(broken(), 3, work);
    const first = results.next();
    await settled();
    finish(1);
    expect((await first).value).toBe('done 1');
    await expect(results.next()).rejects.toThrow('cut');
  });

  it('ends the source when its reader leaves', async () => {
    let ended = false;
    const { work, finish } = workshop();
    const results = inOrder(
      upTo(9, () => {
        ended = true;
      }),
      2,
      work,
    );
    finish(1);
    await results.next();
    await results.return();
    expect(ended).toBe(true);
  });
});
