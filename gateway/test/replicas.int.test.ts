import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { BOOKS_SDL, books, booksResolvers } from './world/books-and-reviews.ts';
import { runGateway } from './world/gateway.ts';
import { answer, runMisbehaving } from './world/misbehaving.ts';
import { runSubgraph } from './world/subgraph.ts';

beforeEach(async () => {
  await vi.waitFor(() => expect(books.running).toBe(0));
  books.opened = [];
});

describe('a subgraph with several addresses', () => {
  it('goes on with a stream at the next one when one is lost, without a gap or a repeat', async () => {
    await using one = await runSubgraph(BOOKS_SDL, booksResolvers);
    await using other = await runSubgraph(BOOKS_SDL, booksResolvers);
    await using gateway = await runGateway([{ name: 'books', sdl: BOOKS_SDL, url: one.url }], {
      SUBGRAPH_URLS: JSON.stringify({ books: [`${one.url}/graphql`, `${other.url}/graphql`] }),
    });
    const query = 'subscription { progress(to: 40, after: 0, pauseMs: 20) { seq } }';
    const seqs: number[] = [];
    for await (const { data } of gateway.socket().iterate({ query })) {
      const { seq } = (data as { progress: { seq: number } }).progress;
      // It is never started again.
      if (seqs.push(seq) === 5) void one.stop();
    }
    expect(seqs).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
    expect(books.opened[0]).toBe(0);
    expect(books.opened.at(-1)).toBeGreaterThanOrEqual(5);
  });

  it('begins a stream at one that is there', async () => {
    await using there = await runSubgraph(BOOKS_SDL, booksResolvers);
    await using gateway = await runGateway([{ name: 'books', sdl: BOOKS_SDL, url: there.url }], {
      SUBGRAPH_URLS: JSON.stringify({ books: ['http://127.0.0.1:1/graphql', `${there.url}/graphql`] }),
    });
    const query = 'subscription { progress(to: 2, after: 0) { seq } }';
    const { value } = await gateway.socket().iterate({ query }).next();
    expect(value).toEqual({ data: { progress: { seq: 1 } } });
  });
});

describe('a subgraph with a timeout of its own', () => {
  it('is given up by it, and others by theirs', async () => {
    const slowly = async (response: Parameters<typeof answer>[0]) => {
      await sleep(400);
      answer(response, { quick: 'q', patient: 'p' });
    };
    await using one = await runMisbehaving(slowly);
    await using other = await runMisbehaving(slowly);
    await using gateway = await runGateway(
      [
        { name: 'quick', sdl: 'type Query { quick: String }', url: one.url },
        { name: 'patient', sdl: 'type Query { patient: String }', url: other.url },
      ],
      { SUBGRAPH_TIMEOUTS: '{"quick":100}', SUBGRAPH_RETRIES: '0' },
    );
    const { data, errors } = await gateway.ask('{ quick patient }');
    expect(data).toEqual({ quick: null, patient: 'p' });
    expect(errors).toMatchObject([{ path: ['quick'], extensions: { code: 'UNAVAILABLE' } }]);
  });
});
