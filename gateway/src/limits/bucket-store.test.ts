import { describe, expect, it } from 'vitest';
import { createMemoryBucketStore } from './bucket-store.ts';

describe('the token buckets in memory', () => {
  it('give what they hold, say when there is more, and fill up to their size', async () => {
    let time = 0;
    const store = createMemoryBucketStore(() => time);
    const take = (key: string) => store.take(key, { capacity: 3, perSecond: 0.5 });
    expect([await take('a'), await take('a'), await take('a')]).toEqual([0, 0, 0]);
    expect(await take('a')).toBe(2);
    expect(await take('b')).toBe(0);
    time += 1_000;
    expect(await take('a')).toBe(1);
    time += 1_000;
    expect(await take('a')).toBe(0);
    time += 3_600_000;
    expect([await take('a'), await take('a'), await take('a'), await take('a')]).toEqual([0, 0, 0, 2]);
  });
});
