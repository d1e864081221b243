import { renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { BOOKS_SDL, booksResolvers, REVIEWS_SDL, reviewsResolvers } from './world/books-and-reviews.ts';
import { compose, runGateway, type Subgraph } from './world/gateway.ts';
import { runSubgraph } from './world/subgraph.ts';
import { runTokens } from './world/tokens.ts';
import { runWorld, type World } from './world/world.ts';

const OLD = '{ book(id: 1) { title rating } }';
const NEW = '{ book(id: 1) { title pages } }';

/** Puts another supergraph in the place of the one that is served, and waits until it is live. */
async function reload({ gateway }: Pick<World, 'gateway'>, subgraphs: readonly Subgraph[]): Promise<void> {
  const reloads = () => gateway.logged.filter((line) => line.includes('supergraph reloaded')).length;
  const before = reloads();
  writeFileSync(`${gateway.supergraphPath}.next`, compose(subgraphs));
  renameSync(`${gateway.supergraphPath}.next`, gateway.supergraphPath);
  await vi.waitFor(() => expect(reloads()).toBe(before + 1), { timeout: 20_000 });
}

type Numbered = { data?: { progress: { seq: number; book: Record<string, unknown> } }; errors?: unknown };

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

  it('loses no request, however many are under way', async () => {
    await using world = await runWorld();
    const here = { name: 'books', sdl: BOOKS_SDL, url: world.books.url };
    const reviews = { name: 'reviews', sdl: REVIEWS_SDL, url: world.reviews.url };
    await using elsewhere = await runSubgraph(BOOKS_SDL, booksResolvers);
    let over = false;
    let answered = 0;
    const wrong: unknown[] = [];
    const loops = Array.from({ length: 12 }, async (_, n) => {
      // Some are always new to the gateway, and are planned on the way.
      for (let i = 0; !over; i++) {
        const query = n % 2 ? OLD : `{ book(id: 1) { title rating a${n}_${i}: title } }`;
        const { status, data, errors } = await world.gateway.ask(query);
        const book = data?.book as Record<string, unknown> | undefined;
        if (status !== 200 || errors || book?.title !== 'Alice' || book.rating !== 1.5)
          wrong.push({ status, data, errors });
        answered++;
      }
    });
    for (let n = 1; n <= 6; n++) {
      const sdl = `${BOOKS_SDL} type Added${n} { a: Int }`;
      const books = n % 2 ? { ...here, sdl, url: elsewhere.url } : { ...here, sdl };
      await reload(world, [books, reviews]);
    }
    over = true;
    await Promise.all(loops);
    expect(wrong).toEqual([]);
    expect(answered).toBeGreaterThan(50);
  });

  it('ends the streams that it has no more, with a code that says so', async () => {
    await using world = await runWorld();
    const client = world.gateway.socket();
    const titles = 'subscription { forever { seq book { title } } }';
    const [gone, stays] = [titles, 'subscription { forever { seq } }'].map((query) =>
      client.iterate({ query }),
    );
    await Promise.all([gone!.next(), stays!.next()]);
    const sdl = BOOKS_SDL.replace('id: ID! title: String! }', 'id: ID! name: String }');
    await reload(world, [
      { name: 'books', sdl, url: world.books.url },
      { name: 'reviews', sdl: REVIEWS_SDL, url: world.reviews.url },
    ]);
    const results = [];
    for await (const result of { [Symbol.asyncIterator]: () => gone! }) results.push(result);
    expect(results.at(-1)).toMatchObject({ errors: [{ extensions: { code: 'SCHEMA_CHANGED' } }] });
    for (let i = 0; i < 5; i++) expect((await stays!.next()).value).toMatchObject({ data: { forever: {} } });
    await stays!.return?.();
  });

  it('ends the streams that their viewers may not have any more', async () => {
    await using tokens = await runTokens();
    await using world = await runWorld(tokens.env);
    const query = 'subscription { forever { seq } }';
    const nobody = world.gateway.socket().iterate({ query });
    const authorization = `Bearer ${await tokens.sign()}`;
    const somebody = world.gateway.socket({ authorization }).iterate({ query });
    await Promise.all([nobody.next(), somebody.next()]);
    const sdl = BOOKS_SDL.replace('forever: Progress!', 'forever: Progress! @authenticated');
    await reload(world, [
      { name: 'books', sdl, url: world.books.url },
      { name: 'reviews', sdl: REVIEWS_SDL, url: world.reviews.url },
    ]);
    const results = [];
    for await (const result of { [Symbol.asyncIterator]: () => nobody }) results.push(result);
    expect(results.at(-1)).toMatchObject({ errors: [{ extensions: { code: 'SCHEMA_CHANGED' } }] });
    for (let i = 0; i < 5; i++)
      expect((await somebody.next()).value).toMatchObject({ data: { forever: {} } });
    await somebody.return?.();
  });

  it('completes the events of streams by the new plan, whose source may be another operation too', async () => {
    await using world = await runWorld();
    const titleElsewhere = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
      type Book @key(fields: "id") { id: ID! title: String! rating: Float }`;
    await using stars = await runSubgraph(titleElsewhere, {
      Book: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        title: () => 'Another title',
        rating: () => 9,
      },
    });
    const client = world.gateway.socket();
    const begun = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
    /** Reads until a field has another value than at first. */
    const read = async (field: string, { resolve }: { resolve(): void }) => {
      const query = `subscription { progress(to: 3000, after: 0, pauseMs: 15) { seq book { ${field} } } }`;
      const values: unknown[] = [];
      for await (const result of client.iterate({ query })) {
        const { seq, book } = (result as Numbered).data!.progress;
        expect(seq).toBe(values.push(book[field]));
        resolve();
        if (book[field] === 9 || book[field] === 'Another title') break;
      }
      return values;
    };
    const reading = Promise.all([read('rating', begun[0]), read('title', begun[1])]);
    await Promise.all(begun.map(({ promise }) => promise));
    await reload(world, [
      {
        name: 'books',
        sdl: BOOKS_SDL.replace('id: ID! title: String! }', 'id: ID! }'),
        url: world.books.url,
      },
      { name: 'reviews', sdl: REVIEWS_SDL.replace('rating: Float ', ''), url: world.reviews.url },
      { name: 'stars', sdl: titleElsewhere, url: stars.url },
    ]);
    const [ratings, titles] = await reading;
    expect([ratings[0], ratings.at(-1)]).toEqual([2.5, 9]);
    expect([titles[0], titles.at(-1)]).toEqual(['Le Horla', 'Another title']);
  });
});

describe('a supergraph at a URL', () => {
  it('is asked for again by its ETag, with what the server wants, and goes on serving while that is away', async () => {
    const MORE = `${BOOKS_SDL} extend type Query { more: String }`;
    await using books = await runSubgraph(MORE, booksResolvers);
    await using reviews = await runSubgraph(REVIEWS_SDL, reviewsResolvers);
    const all = (sdl: string) => [
      { name: 'books', sdl, url: books.url },
      { name: 'reviews', sdl: REVIEWS_SDL, url: reviews.url },
    ];
    let served = { etag: '"1"', text: compose(all(BOOKS_SDL)) };
    let status = 200;
    const statuses: number[] = [];
    const server = createServer((request, response) => {
      const { headers } = request;
      const answer = headers['if-none-match'] === served.etag && status === 200 ? 304 : status;
      statuses.push(headers.authorization === 'Bearer key' ? answer : 401);
      response.writeHead(statuses.at(-1) as number, { etag: served.etag });
      response.end(answer === 200 ? served.text : '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await using gateway = await runGateway(all(BOOKS_SDL), {
      SUPERGRAPH_PATH: '/nowhere',
      SUPERGRAPH_URL: `http://127.0.0.1:${port}/supergraph.graphql`,
      SUPERGRAPH_AUTHORIZATION: 'Bearer key',
      SUPERGRAPH_POLL_MS: '30',
    });
    expect((await gateway.ask(OLD)).data).toEqual({ book: { title: 'Alice', rating: 1.5 } });
    await vi.waitFor(() => expect(statuses.filter((each) => each === 304).length).toBeGreaterThan(2));
    status = 500;
    await vi.waitFor(() => expect(statuses.filter((each) => each === 500).length).toBeGreaterThan(2));
    expect((await gateway.ask(OLD)).data).toEqual({ book: { title: 'Alice', rating: 1.5 } });
    expect(gateway.logged.filter((line) => line.includes('no new supergraph'))).toHaveLength(1);
    served = { etag: '"2"', text: compose(all(MORE)) };
    status = 200;
    await vi.waitFor(async () => expect((await gateway.ask('{ more }')).errors).toBeUndefined(), 10_000);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('that is not there keeps the gateway from starting, and is named', async () => {
    const starting = runGateway([{ name: 'books', sdl: BOOKS_SDL, url: 'http://127.0.0.1:1' }], {
      SUPERGRAPH_URL: 'http://127.0.0.1:1/supergraph.graphql',
    });
    await expect(starting).rejects.toThrow('http://127.0.0.1:1/supergraph.graphql');
  });
});
