import { silentLog } from '@visiobook/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createSessionRevocations, shareRevocations } from '../../src/auth/session-revocations.ts';
import { createMemoryBucketStore } from '../../src/limits/bucket-store.ts';
import { createRedisBucketStore } from '../../src/limits/redis-bucket-store.ts';
import { createMemoryQueryStore } from '../../src/persisted/query-store.ts';
import { createRedisQueryStore } from '../../src/persisted/redis-query-store.ts';
import { connectRedis } from '../../src/redis/connect-redis.ts';
import type { Redis } from '../../src/redis/redis.ts';
import { hasRedis, runRedisServer } from './redis-server.ts';
import { type RespServer, runRespServer } from './resp-server.ts';

const log = silentLog();
const connect = (url: string, timeoutMs = 2_000) => connectRedis({ url, timeoutMs, log });
const SIZE = { capacity: 3, perSecond: 0.001 };

describe.each([
  ["a server of Redis's protocol", runRespServer, false],
  ['Redis itself', runRedisServer, !hasRedis],
])('what processes share by %s', (_name, run, skipped) => {
  if (skipped) return it.skip('needs redis-server, which this machine lacks');
  let server: Awaited<ReturnType<typeof run>>;
  let one: Redis;
  let other: Redis;

  beforeAll(async () => {
    server = await run();
    [one, other] = await Promise.all([connect(server.url), connect(server.url)]);
  });
  afterAll(async () => {
    await Promise.all([one.close(), other.close()]);
    await server[Symbol.asyncDispose]();
  });

  it('is buckets: what one takes the other does not get', async () => {
    const here = createRedisBucketStore(one, createMemoryBucketStore());
    const there = createRedisBucketStore(other, createMemoryBucketStore());
    expect([await here.take('a', SIZE), await there.take('a', SIZE), await here.take('a', SIZE)]).toEqual([
      0, 0, 0,
    ]);
    const wait = await there.take('a', SIZE);
    expect(wait).toBeGreaterThan(990);
    expect(wait).toBeLessThanOrEqual(1000);
    expect(await there.take('b', SIZE)).toBe(0);
  });

  it('is buckets: of many that come at once exactly as many pass as there are tokens', async () => {
    const stores = [one, other].map((redis) => createRedisBucketStore(redis, createMemoryBucketStore()));
    const waits = await Promise.all(
      Array.from({ length: 200 }, (_, n) => stores[n % 2]!.take('crowd', { capacity: 50, perSecond: 0.001 })),
    );
    expect(waits.filter((wait) => wait === 0)).toHaveLength(50);
  });

  it('is buckets: they may owe, and what is given back is there again', async () => {
    const store = createRedisBucketStore(one, createMemoryBucketStore());
    await store.charge('debt', SIZE, 5);
    expect(await store.take('debt', SIZE, 1)).toBeGreaterThan(2_900);
    await store.charge('debt', SIZE, -100);
    expect([await store.take('debt', SIZE, 3), await store.take('debt', SIZE, 0.5)]).toEqual([
      0,
      expect.any(Number),
    ]);
  });

  it('is texts of persisted queries, whatever is in them', async () => {
    const here = createRedisQueryStore(one, createMemoryQueryStore(1_000));
    const there = createRedisQueryStore(other, createMemoryQueryStore(1_000));
    await here.set('hash', '{ é "😀" \r\n }');
    expect(await there.get('hash')).toBe('{ é "😀" \r\n }');
    expect(await there.get('nothing')).toBeUndefined();
  });

  it('is the end of sessions', async () => {
    const here = shareRevocations(createSessionRevocations(), one);
    const there = shareRevocations(createSessionRevocations(), other);
    let told = 0;
    there.watch('s1', () => told++);
    await vi.waitFor(() => {
      here.revoke('s1');
      expect(told).toBeGreaterThan(0);
    });
    expect([there.isRevoked('s1'), there.isRevoked('s2')]).toEqual([true, false]);
  });
});

describe('a bucket in Redis', () => {
  it("fills up by Redis's clock, to its size and no further", async () => {
    await using server = await runRespServer();
    const redis = await connect(server.url);
    const store = createRedisBucketStore(redis, createMemoryBucketStore());
    const size = { capacity: 2, perSecond: 0.5 };
    expect([await store.take('a', size), await store.take('a', size)]).toEqual([0, 0]);
    expect(await store.take('a', size)).toBeGreaterThan(1.9);
    server.ahead += 2_000;
    expect(await store.take('a', size)).toBe(0);
    server.ahead += 3_600_000;
    expect([await store.take('a', size), await store.take('a', size)]).toEqual([0, 0]);
    expect(await store.take('a', size)).toBeGreaterThan(1.9);
    await redis.close();
  });

  it('is asked for by the hash of its script once the script is known', async () => {
    await using server = await runRespServer();
    const redis = await connect(server.url);
    const store = createRedisBucketStore(redis, createMemoryBucketStore());
    for (let i = 0; i < 3; i++) await store.take('a', SIZE);
    const evaluated = server.commands.map(([name]) => name).filter((name) => name?.startsWith('EVAL'));
    expect(evaluated).toEqual(['EVALSHA', 'EVAL', 'EVALSHA', 'EVALSHA']);
    await redis.close();
  });
});

describe('while Redis is gone', () => {
  const stores = (redis: Redis) => ({
    buckets: createRedisBucketStore(redis, createMemoryBucketStore()),
    queries: createRedisQueryStore(redis, createMemoryQueryStore(1_000)),
  });

  it('each process counts by itself, and shares again when Redis is back', async () => {
    let server: RespServer = await runRespServer();
    const { port } = server;
    const redis = await connect(server.url);
    const { buckets, queries } = stores(redis);
    for (let i = 0; i < 3; i++) expect(await buckets.take('a', SIZE)).toBe(0);
    await server[Symbol.asyncDispose]();
    for (let i = 0; i < 3; i++) expect(await buckets.take('a', SIZE)).toBe(0);
    expect(await buckets.take('a', SIZE)).toBeGreaterThan(0);
    await queries.set('h', 'text');
    expect(await queries.get('h')).toBe('text');
    server = await runRespServer(port);
    await vi.waitFor(
      async () => {
        await buckets.take('b', SIZE);
        expect(server.commands.some(([name]) => name === 'EVAL')).toBe(true);
      },
      { timeout: 15_000, interval: 100 },
    );
    await redis.close();
    await server[Symbol.asyncDispose]();
  });

  it('a process starts and serves, and nobody waits twice for a Redis that says nothing', async () => {
    const absent = await connect('redis://127.0.0.1:1', 100);
    expect(await stores(absent).buckets.take('a', SIZE)).toBe(0);
    await absent.close();

    await using server = await runRespServer();
    const redis = await connect(server.url, 200);
    server.silent = true;
    const { buckets } = stores(redis);
    const asked = () => server.commands.filter(([name]) => name === 'EVALSHA').length;
    for (let i = 0; i < 3; i++) expect(await buckets.take('a', SIZE)).toBe(0);
    expect(asked()).toBe(1);
    await redis.close();
  });
});
