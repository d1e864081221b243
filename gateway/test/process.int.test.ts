import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { type CollectedSpan, traceCollector } from './e2e/trace-collector.ts';
import { BOOKS_SDL, booksResolvers, REVIEWS_SDL, reviewsResolvers } from './world/books-and-reviews.ts';
import { compose } from './world/gateway.ts';
import { exitOf, forkGateway, portOf } from './world/gateway-process.ts';
import { answer, runMisbehaving } from './world/misbehaving.ts';
import { type RunningSubgraph, runSubgraph } from './world/subgraph.ts';

const folder = mkdtempSync(join(tmpdir(), 'gateway-process-'));
const SUPERGRAPH_PATH = join(folder, 'supergraph.graphql');
let books: RunningSubgraph;
let reviews: RunningSubgraph;

beforeAll(async () => {
  books = await runSubgraph(BOOKS_SDL, booksResolvers);
  reviews = await runSubgraph(REVIEWS_SDL, reviewsResolvers);
  const supergraph = compose([
    { name: 'books', sdl: BOOKS_SDL, url: 'http://127.0.0.1:1' },
    { name: 'reviews', sdl: REVIEWS_SDL, url: reviews.url },
  ]);
  writeFileSync(SUPERGRAPH_PATH, supergraph);
});
afterAll(async () => {
  await books.stop();
  await reviews.stop();
  rmSync(folder, { recursive: true });
});

describe('the gateway as a process', () => {
  it('serves any supergraph, traces what it does, and on SIGTERM ends streams with 1012 and exits with 0', async () => {
    const collector = await traceCollector();
    const child = forkGateway({
      SUPERGRAPH_PATH,
      SUBGRAPH_URLS: JSON.stringify({ books: `${books.url}/graphql` }),
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    });
    const port = await portOf(child);
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01` };
    const { body } = await request(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: 'query Shelf { books { title rating } }' }),
    });
    expect(await body.json()).toMatchObject({ data: { books: [{ rating: 1.5 }, {}, {}] } });

    const client = createClient({
      url: `ws://127.0.0.1:${port}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(url: string, protocols: string) {
          super(url, protocols, { headers });
        }
      },
      retryAttempts: 0,
    });
    const stream = client.iterate({ query: 'subscription Watch { forever { seq book { rating } } }' });
    await stream.next();
    child.kill('SIGTERM');
    const rest = async () => {
      for await (const _ of { [Symbol.asyncIterator]: () => stream });
    };
    await expect(rest()).rejects.toMatchObject({ code: 1012 });
    expect(await exitOf(child)).toBe(0);

    const trace = await vi.waitFor(() => {
      const spans = collector.spans.filter((span) => span.traceId === traceId);
      expect(spans.map(({ name }) => name)).toContain('graphql.subscription');
      return spans;
    });
    const parents = (span: CollectedSpan): string[] => {
      const parent = trace.find(({ spanId }) => spanId === span.parentSpanId);
      return parent ? [parent.name, ...parents(parent)] : [];
    };
    const names = trace.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['graphql.parse', 'graphql.validate', 'gateway.plan', 'gateway.postprocessing']),
    );
    const fetches = trace.filter(({ name }) => name === 'gateway.fetch').map((span) => parents(span));
    expect(fetches.some((line) => line.includes('gateway.request'))).toBe(true);
    expect(fetches.some((line) => line.includes('graphql.subscription'))).toBe(true);
    // The call itself, whose id the subgraph is given, stands under the fetch of the plan.
    expect(trace.some((span) => span.name === 'POST' && parents(span)[0] === 'gateway.fetch')).toBe(true);
    await collector.close();
  });

  it('has parsed, checked and planned what clients have published before a new supergraph goes live', async () => {
    const collector = await traceCollector();
    const query = 'query Shelf { books { title rating } }';
    const path = join(folder, 'warm.graphql');
    const manifest = join(folder, 'operations.json');
    const operations = [{ id: '1', name: 'Shelf', type: 'query', body: query }];
    writeFileSync(
      manifest,
      JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }),
    );
    const supergraph = (more: string) =>
      compose([
        { name: 'books', sdl: `${BOOKS_SDL} ${more}`, url: books.url },
        { name: 'reviews', sdl: REVIEWS_SDL, url: reviews.url },
      ]);
    writeFileSync(path, supergraph(''));
    const child = forkGateway({
      SUPERGRAPH_PATH: path,
      PERSISTED_OPERATIONS_PATH: manifest,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    });
    const port = await portOf(child);
    const ask = async (body: object, traceId: string) => {
      const answer = await request(`http://127.0.0.1:${port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', traceparent: `00-${traceId}-b7ad6b7169203331-01` },
        body: JSON.stringify(body),
      });
      return (await answer.body.json()) as { errors?: unknown };
    };
    const [first, second, other] = ['1', '2', '3'].map((digit) => digit.repeat(32)) as [
      string,
      string,
      string,
    ];
    expect((await ask({ documentId: '1' }, first)).errors).toBeUndefined();
    writeFileSync(path, supergraph('extend type Query { more: String }'));
    const fields = { query: '{ __type(name: "Query") { fields { name } } }' };
    await vi.waitFor(
      async () => expect(JSON.stringify(await ask(fields, other))).toContain('"more"'),
      20_000,
    );
    expect((await ask({ documentId: '1' }, second)).errors).toBeUndefined();
    child.kill('SIGTERM');
    expect(await exitOf(child)).toBe(0);
    const names = (traceId: string) =>
      collector.spans.filter((span) => span.traceId === traceId).map(({ name }) => name);
    expect(names(other)).toContain('graphql.parse');
    for (const traceId of [first, second]) {
      expect(names(traceId)).toContain('gateway.fetch');
      expect(names(traceId)).not.toContain('graphql.parse');
    }
    await collector.close();
  });

  it('answers what it has begun when it is stopped, and is ready no more', async () => {
    const waiting: (() => void)[] = [];
    await using slow = await runMisbehaving(async (response) => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      answer(response, { a: 'late' });
    });
    const path = join(folder, 'slow.graphql');
    writeFileSync(path, compose([{ name: 'slow', sdl: 'type Query { a: String }', url: slow.url }]));
    // Of the machine's speed nothing is said here: as long as it takes, all are answered.
    const child = forkGateway({
      SUPERGRAPH_PATH: path,
      SHUTDOWN_GRACE_MS: '90000',
      SHARE_QUERIES: 'false',
      SUBGRAPH_TIMEOUT_MS: '90000',
      OPERATION_MS: '90000',
    });
    const port = await portOf(child);
    const asked = Array.from({ length: 30 }, async (_, n) => {
      const { statusCode, body } = await request(`http://127.0.0.1:${port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: `{ a${n}: a }` }),
      });
      return [statusCode, Object.values(((await body.json()) as { data: object }).data)];
    });
    await vi.waitFor(() => expect(waiting).toHaveLength(30), 60_000);
    child.kill('SIGTERM');
    const connect = () => request(`http://127.0.0.1:${port}/ready`).then(({ statusCode }) => statusCode);
    await vi.waitFor(async () => expect(await connect().catch(() => 503)).toBe(503), 60_000);
    for (const go of waiting) go();
    expect(await Promise.all(asked)).toEqual(Array(30).fill([200, ['late']]));
    expect(await exitOf(child)).toBe(0);
  }, 180_000);

  it.each([
    [
      'a supergraph that is not there',
      { SUPERGRAPH_PATH: '/nowhere/supergraph.graphql' },
      '/nowhere/supergraph.graphql',
    ],
    ['a setting that is not usable', { SUPERGRAPH_PATH, SUBGRAPH_URLS: 'x' }, 'SUBGRAPH_URLS'],
    [
      'a key that is too short',
      { SUPERGRAPH_PATH, VISIOBOOK_PLATFORM_KEY: 'short' },
      'VISIOBOOK_PLATFORM_KEY',
    ],
  ])('says what is wrong and exits with 1 for %s', async (_what, env, words) => {
    const child = forkGateway(env);
    expect(await exitOf(child)).toBe(1);
    expect(child.errors()).toContain('gateway did not start');
    expect(child.errors()).toContain(words);
  });

  it('says which port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const child = forkGateway({ SUPERGRAPH_PATH, PORT: String(port) });
    expect(await exitOf(child)).toBe(1);
    expect(child.errors()).toContain(`port ${port} is taken`);
    other.close();
  });
});
