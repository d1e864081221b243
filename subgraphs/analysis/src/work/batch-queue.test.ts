import { describe, expect, it } from 'vitest';
import { BatchQueue, type ReadRequest } from './batch-queue.ts';

function request(tenant: string, lengths: number[], kind = 'mood en'): ReadRequest<string> {
  return { kind, tenant, lengths, items: lengths.map((length, i) => `${tenant}${i}:${length}`) };
}

/** The batches that come out, each as its items. */
function batches(queue: BatchQueue<ReadRequest<string>>, most = Number.POSITIVE_INFINITY): string[][] {
  const out: string[][] = [];
  for (let batch = queue.take(); batch; batch = queue.take()) {
    out.push(batch.parts.map(({ request: { items }, at }) => items[at]!));
    if (out.length === most) break;
  }
  return out;
}

describe('BatchQueue', () => {
  it('puts sentences of about one length together, the longest first', () => {
    const queue = new BatchQueue<ReadRequest<string>>(1000);
    queue.add(request('a', [3, 50, 4, 40, 5, 100]));
    expect(batches(queue)).toEqual([['a5:100', 'a1:50'], ['a3:40'], ['a4:5', 'a2:4', 'a0:3']]);
    expect(queue.take()).toBeNull();
  });

  it('fills a batch from all tenants in turn, and gives each its turn', () => {
    const queue = new BatchQueue<ReadRequest<string>>(40);
    queue.add(request('saga', Array(100).fill(10)));
    queue.add(request('tale', [10, 10, 10]));
    queue.add(request('song', [10]));
    expect(batches(queue, 3)).toEqual([
      ['saga0:10', 'tale0:10', 'song0:10', 'saga1:10'],
      ['tale1:10', 'saga2:10', 'tale2:10', 'saga3:10'],
      ['saga4:10', 'saga5:10', 'saga6:10', 'saga7:10'],
    ]);
  });

  it('lets a short tale of other lengths wait for one batch of a saga and no more', () => {
    const queue = new BatchQueue<ReadRequest<string>>(1000);
    queue.add(request('saga', Array(10_000).fill(100)));
    queue.add(request('tale', [7]));
    expect(batches(queue, 2)[1]).toEqual(['tale0:7']);
  });

  it('never holds more than its tokens with the padding, but for one sentence that is longer', () => {
    const queue = new BatchQueue<ReadRequest<string>>(64);
    const lengths = Array.from({ length: 200 }, (_, i) => 1 + ((i * 37) % 60));
    queue.add(request('a', [...lengths, 500]));
    const taken: number[] = [];
    for (let batch = queue.take(); batch; batch = queue.take()) {
      expect(batch.parts.length === 1 || batch.parts.length * batch.longest <= 64).toBe(true);
      for (const { request: from, at } of batch.parts) taken.push(from.lengths[at]!);
    }
    expect(taken.sort((x, y) => x - y)).toEqual([...lengths, 500].sort((x, y) => x - y));
  });

  it('mixes neither tasks nor languages', () => {
    const queue = new BatchQueue<ReadRequest<string>>(1000);
    queue.add(request('a', [10, 10], 'mood en'));
    queue.add(request('b', [10], 'mood fr'));
    queue.add(request('c', [10], 'mood en'));
    expect(batches(queue)).toEqual([['a0:10', 'c0:10', 'a1:10'], ['b0:10']]);
  });

  it('reads a request that is suspected of breaking batches alone, and only the places that are named', () => {
    const queue = new BatchQueue<ReadRequest<string>>(1000);
    queue.add(request('a', [10, 10]));
    queue.add(request('b', [10, 10]), { places: [1], alone: true });
    expect(batches(queue)).toEqual([['a0:10', 'a1:10'], ['b1:10']]);
  });

  it('knows what waits, and forgets what is given up', () => {
    const queue = new BatchQueue<ReadRequest<string>>(100);
    const given = request('a', [60, 30]);
    queue.add(given);
    queue.add(request('b', [5, 5], 'mood fr'));
    expect(queue.tokens()).toBe(100);
    expect(queue.tokens({ tenant: 'a' })).toBe(90);
    expect(queue.tokens({ kind: 'mood fr' })).toBe(10);
    expect(queue.isFull).toBe(true);
    queue.remove(given);
    expect(queue.isFull).toBe(false);
    expect(batches(queue)).toEqual([['b0:5', 'b1:5']]);
  });
});
