import type { Client, ExecutionResult } from 'graphql-ws';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { books } from './world/books-and-reviews.ts';
import { runWorld } from './world/world.ts';

type Result = ExecutionResult<Record<string, unknown>, unknown>;

/** All results of a subscription; `each` sees them as they come. */
async function read(
  client: Client,
  query: string,
  {
    variables,
    each,
  }: { variables?: Record<string, unknown>; each?: (n: number) => Promise<void> | void } = {},
): Promise<Result[]> {
  const results: Result[] = [];
  for await (const result of client.iterate({ query, ...(variables ? { variables } : {}) })) {
    results.push(result as Result);
    await each?.(results.length);
  }
  return results;
}

const seqOf = ({ data }: Result) => (data as { progress: { seq: number } }).progress.seq;

beforeEach(() => {
  books.opened = [];
});

describe('subscriptions through the gateway', () => {
  it('complete each event with fields of another subgraph, under the names that the client gave', async () => {
    await using world = await runWorld();
    const query = `
      subscription ($to: Int!, $no: Boolean = false) { ...Root }
      fragment Root on Subscription { step: progress(to: $to) { done: percent book { ...Stars } hidden: seq @include(if: $no) } }
      fragment Stars on Book { name: title stars: rating }`;
    const results = await read(world.gateway.socket(), query, { variables: { to: 2 } });
    expect(results).toEqual([
      { data: { step: { done: 50, book: { name: 'Le Horla', stars: 2.5 } } } },
      { data: { step: { done: 100, book: { name: 'Emma', stars: 3.5 } } } },
    ]);
  });

  it('keep apart what the client calls fields and what the gateway needs for itself', async () => {
    await using world = await runWorld();
    const query =
      'subscription { e: progress(to: 2) { seq: percent percent: seq book { id: title rating: id title: rating } } }';
    expect(await read(world.gateway.socket(), query)).toEqual([
      { data: { e: { seq: 50, percent: 1, book: { id: 'Le Horla', rating: '2', title: 2.5 } } } },
      { data: { e: { seq: 100, percent: 2, book: { id: 'Emma', rating: '3', title: 3.5 } } } },
    ]);
  });

  it('keep the order of 1,000 events', async () => {
    await using world = await runWorld();
    const results = await read(
      world.gateway.socket(),
      'subscription { progress(to: 1000) { seq book { rating } } }',
    );
    const numbers = results.map(seqOf);
    expect(numbers).toEqual(Array.from({ length: 1000 }, (_, i) => i + 1));
  });

  it('go on without gap or repeat when the subgraph is killed and comes back', async () => {
    await using world = await runWorld();
    const query = 'subscription { progress(to: 60, after: 5, pauseMs: 5) { number: seq } }';
    const results = await read(world.gateway.socket(), query, {
      each: (n) => {
        if (n === 10 || n === 30) void world.restart('books');
      },
    });
    expect(results).toEqual(
      Array.from({ length: 55 }, (_, i) => ({ data: { progress: { number: i + 6 } } })),
    );
    expect(books.opened.length).toBeGreaterThan(1);
    expect(books.opened[0]).toBe(5);
  });

  it('end with UNAVAILABLE when the subgraph is killed and the events have no numbers', async () => {
    await using world = await runWorld();
    const results = await read(world.gateway.socket(), 'subscription { forever { seq book { rating } } }', {
      each: (n) => {
        if (n === 3) void world.books.stop();
      },
    });
    expect(results.at(-1)).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
  });

  it('keep an event whose entity cannot be fetched, with null and an error', async () => {
    await using world = await runWorld();
    // Events are completed ahead of their reader: enough of them for the subgraph to be back before the last.
    const query = 'subscription { progress(to: 60, pauseMs: 50) { seq book { title rating } } }';
    const results = await read(world.gateway.socket(), query, {
      each: async (n) => {
        if (n === 2) await world.reviews.stop();
        if (n === 4) await world.restart('reviews');
      },
    });
    expect(results).toHaveLength(60);
    const [, second] = results;
    const failed = results.find(({ errors }) => errors);
    const last = results.at(-1);
    expect(second).toEqual({ data: { progress: { seq: 2, book: { title: 'Emma', rating: 3.5 } } } });
    expect(failed).toMatchObject({
      data: { progress: { book: { title: expect.any(String), rating: null } } },
      errors: [{ path: ['progress', 'book', 'rating'], extensions: { code: 'UNAVAILABLE' } }],
    });
    expect(last).toEqual({ data: { progress: { seq: 60, book: { title: 'Alice', rating: 1.5 } } } });
  });

  it('hold a slow reader back instead of queueing for it, and lose nothing', async () => {
    await using world = await runWorld({ SUBSCRIPTION_BUFFER: '20' });
    const results = await read(
      world.gateway.socket(),
      'subscription { progress(to: 200) { seq book { rating } } }',
    );
    expect(results.map(seqOf)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
    // It was cut for being behind, and asked for again from where the reader was.
    expect(books.opened.length).toBeGreaterThan(1);
  });

  it('end upstream when the client leaves', async () => {
    await using world = await runWorld();
    const client = world.gateway.socket();
    for await (const _ of client.iterate({ query: 'subscription { forever { seq } }' })) break;
    await vi.waitFor(() => expect(books.running).toBe(0));
  });

  it('refuse documents that are not valid, too big, or refused by the subgraph', async () => {
    await using world = await runWorld({ MAX_DEPTH: '3' });
    const client = world.gateway.socket();
    await expect(read(client, 'subscription { nothing }')).rejects.toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    await expect(
      read(client, 'subscription { titles(count: 1) { reviews { book { id } } } }'),
    ).rejects.toMatchObject([{ extensions: { code: 'TOO_EXPENSIVE' } }]);
    await expect(read(client, 'subscription ($n: Int!) { titles(count: $n) { id } }')).rejects.toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(await read(client, 'subscription { secret { seq } }')).toMatchObject([
      { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    ]);
  });

  it('share their socket with queries and mutations', async () => {
    await using world = await runWorld();
    const client = world.gateway.socket();
    expect(await read(client, '{ book(id: 1) { title rating } }')).toEqual([
      { data: { book: { title: 'Alice', rating: 1.5 } } },
    ]);
  });

  it('are closed with 1012 when the gateway stops, so that clients come back', async () => {
    const world = await runWorld();
    const client = world.gateway.socket();
    const closed = new Promise<{ code: number }>((resolve) =>
      client.on('closed', (event) => resolve(event as never)),
    );
    const reading = read(client, 'subscription { forever { seq } }', {
      each: (n) => {
        if (n === 2) void world.gateway.stop();
      },
    });
    await expect(reading).rejects.toMatchObject({ code: 1012 });
    expect((await closed).code).toBe(1012);
    await world[Symbol.asyncDispose]();
  });
});
