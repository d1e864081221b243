import { type Redis, RedisGone } from '../redis/redis.ts';
import type { QueryStore } from './query-store.ts';

/** A day after it was last asked for, a text is forgotten. */
const KEPT_SECONDS = 86_400;

/**
 * Texts that all processes share, each with a memory of its own in front: a text is what its hash says, so what
 * was seen once needs no second look. While Redis is gone the memory is all there is.
 */
export function createRedisQueryStore(redis: Redis, memory: QueryStore): QueryStore {
  const keyOf = (hash: string) => `visiobook:gateway:query:${hash}`;
  const ask = async (command: readonly string[]): Promise<unknown> => {
    try {
      return await redis.send(command);
    } catch (error) {
      if (!(error instanceof RedisGone)) throw error;
      return undefined;
    }
  };
  return {
    async get(hash) {
      const near = await memory.get(hash);
      if (near !== undefined) return near;
      const far = await ask(['GETEX', keyOf(hash), 'EX', String(KEPT_SECONDS)]);
      if (typeof far !== 'string') return undefined;
      await memory.set(hash, far);
      return far;
    },
    async set(hash, text) {
      await memory.set(hash, text);
      await ask(['SET', keyOf(hash), text, 'EX', String(KEPT_SECONDS)]);
    },
  };
}
