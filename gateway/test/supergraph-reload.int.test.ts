import { renameSync, writeFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { BOOKS_SDL, booksResolvers, REVIEWS_SDL } from './world/books-and-reviews.ts';
import { compose } from './world/gateway.ts';
import { runSubgraph } from './world/subgraph.ts';
import { runWorld } from './world/world.ts';

const OLD = '{ book(id: 1) { title rating } }';
const NEW = '{ book(id: 1) { title pages } }';

describe('a supergraph that changes while it is served', () => {
  it('reaches open sockets and HTTP, and streams that run go on', async () => {
    await using world = await runWorld();
    const sdl = BOOKS_SDL.replace('title: String! }', 'title: String! pages: Int }');
    const resolvers = { ...booksResolvers, Book: { ...booksResolvers.Book, pages: () => 96 } };
    await using books = await runSubgraph(sdl, resolvers);
    const client = world.gateway.socket();
    const stream = client.iterate({ query: 'subscription { progress(to: 80, pauseMs: 10) { seq } }' });
    await stream.next();

    const text = compose([
      { name: 'books', sdl, url: books.url },
      { name: 'reviews', sdl: REVIEWS_SDL, url: world.reviews.url },
    ]);
    writeFileSync(`${world.gateway.supergraphPath}.next`, text);
    renameSync(`${world.gateway.supergraphPath}.next`, world.gateway.supergraphPath);
    await vi.waitFor(
      async () =>
        expect((await world.gateway.ask(NEW)).data).toEqual({ book: { title: 'Alice', pages: 96 } }),
      5000,
    );
    for await (const result of client.iterate({ query: NEW })) {
      expect(result).toEqual({ data: { book: { title: 'Alice', pages: 96 } } });
    }
    let last: unknown;
    let count = 1;
    for await (const { data } of { [Symbol.asyncIterator]: () => stream }) {
      last = data;
      count++;
    }
    expect(last).toEqual({ progress: { seq: 80 } });
    expect(count).toBe(80);
  });

  it('keeps the last good one when the new text is not a supergraph, and says why', async () => {
    await using world = await runWorld();
    for (const text of ['this is not GraphQL', 'type Query { a: Int }', '']) {
      writeFileSync(world.gateway.supergraphPath, text);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect((await world.gateway.ask(OLD)).data).toEqual({ book: { title: 'Alice', rating: 1.5 } });
    }
    const reasons = world.gateway.logged.filter((line) => line.includes('the last good one goes on serving'));
    expect(reasons).toHaveLength(2);
  });
});
