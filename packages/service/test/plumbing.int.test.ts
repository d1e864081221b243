import { setTimeout as sleep } from 'node:timers/promises';
import { silentLog, TEST_PLATFORM_KEY, testDatabase, userHeader } from '@visiobook/testing';
import { createClient } from 'graphql-ws';
import { request } from 'undici';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import {
  AppError,
  createMetrics,
  createServer,
  createSubgraphSchema,
  followLog,
  memoryPubSub,
  postgresPubSub,
  serveGraphQL,
  startQueue,
  VIEWER_HEADER,
} from '../src/index.ts';

const SDL = /* GraphQL */ `
  type Query { me: String refused: String broken: String! }
  type Subscription { count(to: Int!): Int! quiet: Int! }
`;

async function serve() {
  const metrics = createMetrics('test');
  const log = silentLog();
  const { app, drain } = await createServer({ service: 'test', version: '0', log, metrics, checks: [] });
  const schema = createSubgraphSchema([SDL], {
    Query: {
      me: (_: unknown, __: unknown, { viewer }: { viewer: { id: string } }) => viewer.id,
      refused: () => {
        throw new AppError('CONFLICT', 'It changed.', { current: 2 });
      },
      broken: () => {
        throw new Error('password=hunter2');
      },
    },
    Subscription: {
      quiet: {
        async *subscribe() {
          yield { quiet: 1 };
          await new Promise(() => {});
        },
      },
      count: {
        async *subscribe(_: unknown, { to }: { to: number }, { viewer }: { viewer: { id: string } }) {
          for (let i = 1; i <= to; i++) yield { count: i * (viewer.id === 'ann' ? 1 : -1) };
        },
      },
    },
  });
  const stopGraphQL = await serveGraphQL({
    app,
    schema,
    platformKey: TEST_PLATFORM_KEY,
    log,
    metrics,
    createContext: (c) => c,
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const ask = async (query: string, headers: Record<string, string> = {}) => {
    const { statusCode, body } = await request(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    return { statusCode, ...((await body.json()) as Record<string, unknown>) };
  };
  const stop = async () => {
    await stopGraphQL();
    await app.close();
  };
  return { url, ask, drain, stop, close: () => app.close(), [Symbol.asyncDispose]: stop };
}

describe('a subgraph server', () => {
  it('believes a signed viewer, refuses a forged one, and takes none for nobody', async () => {
    await using server = await serve();
    expect(await server.ask('{ me }', { [VIEWER_HEADER]: userHeader('ann') })).toMatchObject({
      data: { me: 'ann' },
    });
    expect(await server.ask('{ me }')).toMatchObject({ data: { me: null } });
    const forged = userHeader('ann').replace(/.$/, (c) => (c === 'A' ? 'B' : 'A'));
    expect(await server.ask('{ me }', { [VIEWER_HEADER]: forged })).toMatchObject({ statusCode: 401 });
  });

  it('shows refusals with their code and hides what broke', async () => {
    await using server = await serve();
    for (let i = 0; i < 3; i++) {
      const refused = await server.ask('{ refused me }', { [VIEWER_HEADER]: userHeader('ann') });
      expect(refused).toMatchObject({
        statusCode: 200,
        data: { refused: null, me: 'ann' },
        errors: [{ message: 'It changed.', path: ['refused'], extensions: { code: 'CONFLICT', current: 2 } }],
      });
      const broken = await server.ask('{ broken }');
      expect(broken).toMatchObject({ data: null, errors: [{ extensions: { code: 'INTERNAL' } }] });
      expect(JSON.stringify(broken)).not.toContain('hunter2');
    }
    expect(await server.ask('{ nothing }')).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  it('answers many people over one socket, each as themselves', async () => {
    await using server = await serve();
    const client = createClient({
      url: `${server.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
    });
    const read = async (who: string) => {
      const seen: unknown[] = [];
      const extensions = { [VIEWER_HEADER]: userHeader(who) };
      for await (const event of client.iterate({ query: 'subscription { count(to: 3) }', extensions }))
        seen.push(event.data?.count);
      return seen;
    };
    expect(await Promise.all([read('ann'), read('bob')])).toEqual([
      [1, 2, 3],
      [-1, -2, -3],
    ]);
    await client.dispose();
  });

  it('ends its streams when it closes, with a code that says so and before it waits for connections', async () => {
    await using server = await serve();
    const client = createClient({
      url: `${server.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    const stream = client.iterate({ query: 'subscription { quiet }' });
    await stream.next();
    const before = Date.now();
    await server.close();
    expect(Date.now() - before).toBeLessThan(9_000);
    const rest = async () => {
      for await (const _ of { [Symbol.asyncIterator]: () => stream });
    };
    await expect(rest()).rejects.toMatchObject({ code: 1001 });
  });

  it('is not ready while it drains, and still healthy', async () => {
    await using server = await serve();
    expect((await request(`${server.url}/ready`)).statusCode).toBe(200);
    server.drain();
    expect((await request(`${server.url}/ready`)).statusCode).toBe(503);
    expect((await request(`${server.url}/health`)).statusCode).toBe(200);
    expect(await (await request(`${server.url}/metrics`)).body.text()).toContain('http_requests_total');
  });
});

const Greet = {
  name: 'storage.ingest-document',
  version: 1,
  payload: z.object({ name: z.string() }),
} as const;

describe('the queue', () => {
  it('sends a job exactly when the transaction commits', async () => {
    await using database = await testDatabase();
    const { db } = database.clientOf('projects');
    const queue = await startQueue({
      url: database.urlOf('projects'),
      service: 'projects',
      log: silentLog(),
      metrics: createMetrics('test'),
    });
    const seen: string[] = [];
    const both = Promise.withResolvers<void>();
    await queue.work(Greet, async ({ payload }) => {
      seen.push(payload.name);
      if (seen.length === 2) both.resolve();
    });
    await db.transaction(async (tx) => queue.send(Greet, { name: 'kept' }, { tx }));
    await db
      .transaction(async (tx) => {
        await queue.send(Greet, { name: 'lost' }, { tx });
        throw new Error('rolled back');
      })
      .catch(() => {});
    await queue.send(Greet, { name: 'last' });
    await both.promise;
    expect(seen).toEqual(['kept', 'last']);
    await queue.stop(2000);
  });

  it('makes one job of two sends with one id, and retries a failing handler', async () => {
    await using database = await testDatabase();
    const queue = await startQueue({
      url: database.urlOf('storage'),
      service: 'storage',
      log: silentLog(),
      metrics: createMetrics('test'),
    });
    const attempts: number[] = [];
    const done = Promise.withResolvers<void>();
    const id = '018f0000-0000-7000-8000-000000000001';
    await queue.send(Greet, { name: 'a' }, { id });
    await queue.send(Greet, { name: 'a' }, { id });
    await queue.work(Greet, async ({ attempt }) => {
      attempts.push(attempt);
      if (attempt === 1) throw new Error('first time unlucky');
      done.resolve();
    });
    await done.promise;
    await sleep(300);
    expect(attempts).toEqual([1, 2]);
    await queue.stop(2000);
  });

  it('works a backlog off without pausing between jobs', async () => {
    await using database = await testDatabase();
    const queue = await startQueue({
      url: database.urlOf('storage'),
      service: 'storage',
      log: silentLog(),
      metrics: createMetrics('test'),
    });
    for (let n = 0; n < 20; n++) await queue.send(Greet, { name: String(n) });
    const all = Promise.withResolvers<void>();
    let done = 0;
    const started = performance.now();
    await queue.work(Greet, async () => {
      done += 1;
      if (done === 20) all.resolve();
    });
    await all.promise;
    // One poll a job would take a minute.
    expect(performance.now() - started).toBeLessThan(10_000);
    await queue.stop(2000);
  });
});

describe.each(['memory', 'postgres'])('pub/sub in %s', (kind) => {
  it('wakes a reader of a log, who then sees every row once and in order', async () => {
    await using database = await testDatabase();
    const { sql } = database.clientOf('projects');
    const pubsub = kind === 'memory' ? memoryPubSub() : postgresPubSub(sql, 'test_channel');
    const rows: number[] = [1, 2, 3];
    const seen: number[] = [];
    const reading = (async () => {
      const log = followLog<number>({
        pubsub,
        topic: 'numbers',
        read: async (after) => rows.filter((n) => n > after).slice(0, 2),
        positionOf: (n) => n,
        isLast: (n) => n === 6,
        after: 1,
        pollMs: 30_000,
      });
      for await (const row of log) seen.push(row);
    })();
    for (const n of [4, 5, 6]) {
      await sleep(50);
      rows.push(n);
      await pubsub.publish('numbers');
    }
    await reading;
    expect(seen).toEqual([2, 3, 4, 5, 6]);
    await pubsub.close();
  });
});
