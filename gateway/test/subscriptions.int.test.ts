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

  it('end with UNAVAILABLE when the subgraph is killed and the events have no numbers', async () => {
    await using world = await runWorld();
    const results = await read(world.gateway.socket(), 'subscription { forever { seq book { rating } } }', {
      each: (n) => {
        if (n === 3) void world.books.stop();
      },
    });
    expect(results.at(-1)).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
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
