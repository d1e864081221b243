import { describe, expect, it } from 'vitest';
import { BulkheadFull, createBulkhead } from './bulkhead.ts';

describe('the bulkhead', () => {
  const never = new AbortController().signal;

  it('runs so much at a time, in order, and refuses what does not fit in the queue', async () => {
    const bulkhead = createBulkhead({ inFlight: 1, queue: 2 });
    const first = Promise.withResolvers<void>();
    const order: number[] = [];
    const work = (n: number) => async () => void order.push(n);
    const one = bulkhead.run(never, () => first.promise);
    const two = bulkhead.run(never, work(2));
    const three = bulkhead.run(never, work(3));
    await expect(bulkhead.run(never, work(4))).rejects.toBeInstanceOf(BulkheadFull);
    expect(order).toEqual([]);
    first.resolve();
    await Promise.all([one, two, three]);
    expect(order).toEqual([2, 3]);
    await bulkhead.run(never, work(5));
    expect(order).toEqual([2, 3, 5]);
  });

  it('frees the place of work that fails and of what gave up waiting', async () => {
    const bulkhead = createBulkhead({ inFlight: 1, queue: 1 });
    const first = Promise.withResolvers<void>();
    const one = bulkhead.run(never, () => first.promise);
    const impatient = new AbortController();
    const two = bulkhead.run(impatient.signal, async () => 2);
    impatient.abort(new Error('too long'));
    await expect(two).rejects.toThrow('too long');
    first.reject(new Error('broken'));
    await expect(one).rejects.toThrow('broken');
    expect(await bulkhead.run(never, async () => 3)).toBe(3);
  });
});
