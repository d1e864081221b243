export interface BucketSize {
  /** Most that may be taken at once. */
  capacity: number;
  perSecond: number;
}

/** Token buckets by key: in memory here, shared by all processes in redis-bucket-store.ts. */
export interface BucketStore {
  /** Takes `amount` tokens, if there are as many. @returns 0, or the seconds after which there are. */
  take(key: string, size: BucketSize, amount?: number): Promise<number>;
  /** Takes `amount` whether it is there or not, so that a bucket may owe; a negative amount is given back. */
  charge(key: string, size: BucketSize, amount: number): Promise<void>;
}

/** More keys than this are forgotten, the least recently seen first. */
const KEPT = 100_000;

export function createMemoryBucketStore(now: () => number = () => performance.now()): BucketStore {
  const buckets = new Map<string, { tokens: number; at: number }>();
  const fill = (key: string, { capacity, perSecond }: BucketSize): number => {
    const before = buckets.get(key);
    const grown = before ? before.tokens + ((now() - before.at) / 1000) * perSecond : capacity;
    return Math.min(capacity, grown);
  };
  const keep = (key: string, tokens: number) => {
    buckets.delete(key);
    buckets.set(key, { tokens, at: now() });
    if (buckets.size > KEPT) buckets.delete(buckets.keys().next().value as string);
  };
  return {
    async take(key, size, amount = 1) {
      const tokens = fill(key, size);
      const enough = tokens >= amount;
      keep(key, enough ? tokens - amount : tokens);
      return enough ? 0 : (amount - tokens) / size.perSecond;
    },
    async charge(key, size, amount) {
      keep(key, Math.min(size.capacity, fill(key, size) - amount));
    },
  };
}
