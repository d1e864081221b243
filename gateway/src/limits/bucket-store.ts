export interface BucketSize {
  /** Most that may be taken at once. */
  capacity: number;
  perSecond: number;
}

/** Token buckets by key. In memory here; a store that processes share fits behind the same two lines. */
export interface BucketStore {
  /** Takes one token. @returns 0, or the seconds after which there is one. */
  take(key: string, size: BucketSize): Promise<number>;
}

/** More keys than this are forgotten, the least recently seen first. */
const KEPT = 100_000;

export function createMemoryBucketStore(now: () => number = () => performance.now()): BucketStore {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    async take(key, { capacity, perSecond }) {
      const at = now();
      const before = buckets.get(key);
      const grown = before ? before.tokens + ((at - before.at) / 1000) * perSecond : capacity;
      const tokens = Math.min(capacity, grown);
      buckets.delete(key);
      buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at });
      if (buckets.size > KEPT) buckets.delete(buckets.keys().next().value as string);
      return tokens >= 1 ? 0 : (1 - tokens) / perSecond;
    },
  };
}
