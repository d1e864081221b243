import {
  createSessionRevocations,
  type SessionRevocations,
  shareRevocations,
} from '../auth/session-revocations.ts';
import { type BucketStore, createMemoryBucketStore } from '../limits/bucket-store.ts';
import { createRedisBucketStore } from '../limits/redis-bucket-store.ts';
import { createMemoryQueryStore, type QueryStore } from '../persisted/query-store.ts';
import { createRedisQueryStore } from '../persisted/redis-query-store.ts';
import type { Redis } from './redis.ts';

/** What processes of the gateway remember, each for itself or, where there is Redis, together. */
export interface Stores {
  buckets: BucketStore;
  queries: QueryStore;
  revocations: SessionRevocations;
}

export function createStores(redis: Redis | undefined, { apqCharacters }: { apqCharacters: number }): Stores {
  const buckets = createMemoryBucketStore();
  const queries = createMemoryQueryStore(apqCharacters);
  const revocations = createSessionRevocations();
  if (!redis) return { buckets, queries, revocations };
  return {
    buckets: createRedisBucketStore(redis, buckets),
    queries: createRedisQueryStore(redis, queries),
    revocations: shareRevocations(revocations, redis),
  };
}
