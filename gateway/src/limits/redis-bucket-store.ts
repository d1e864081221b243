import { createHash } from 'node:crypto';
import { type Redis, RedisGone, type Script } from '../redis/redis.ts';
import type { BucketSize, BucketStore } from './bucket-store.ts';

/**
 * One bucket as a hash of what it holds and when that was so, by Redis's own clock: the processes' clocks differ.
 * A bucket that would be full again is forgotten.
 */
const TEXT = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local capacity, perSecond, amount = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = capacity
if bucket[1] then
  local passed = math.max(0, now - tonumber(bucket[2]))
  tokens = math.min(capacity, tonumber(bucket[1]) + passed / 1000 * perSecond)
end
local wait = 0
if ARGV[4] == 'charge' then
  tokens = math.min(capacity, tokens - amount)
elseif tokens >= amount then
  tokens = tokens - amount
else
  wait = math.ceil((amount - tokens) / perSecond * 1000)
end
redis.call('HSET', KEYS[1], 'tokens', string.format('%.6f', tokens), 'at', string.format('%d', now))
redis.call('PEXPIRE', KEYS[1], string.format('%d', math.ceil((capacity - tokens) / perSecond * 1000) + 1000))
return wait
`;
const BUCKET: Script = { text: TEXT, sha1: createHash('sha1').update(TEXT).digest('hex') };

/** Buckets that all processes share. While Redis is gone each counts in `fallback`. */
export function createRedisBucketStore(redis: Redis, fallback: BucketStore): BucketStore {
  const run = (key: string, { capacity, perSecond }: BucketSize, amount: number, how: 'take' | 'charge') => {
    const given = [capacity, perSecond, amount].map(String);
    return redis.run(BUCKET, [`visiobook:gateway:bucket:${key}`], [...given, how]);
  };
  return {
    async take(key, size, amount = 1) {
      try {
        return Number(await run(key, size, amount, 'take')) / 1000;
      } catch (error) {
        if (!(error instanceof RedisGone)) throw error;
        return fallback.take(key, size, amount);
      }
    },
    async charge(key, size, amount) {
      try {
        await run(key, size, amount, 'charge');
      } catch (error) {
        if (!(error instanceof RedisGone)) throw error;
        await fallback.charge(key, size, amount);
      }
    },
  };
}
