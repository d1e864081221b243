import { createSubgraphSchema } from '@visiobook/service';
import { graphql } from 'graphql';
import { describe, expect, it } from 'vitest';
import { runGateway } from './world/gateway.ts';
import { runMisbehaving } from './world/misbehaving.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])';
const SDL = {
  library: `${LINK}
    type Query { books: [Book!]!  best: Book  loans: [Loan!]! }
    type Loan { book: Book!  days: Int! }
    type Book @key(fields: "id") { id: ID! title: String! }`,
  ratings: `${LINK}
    type Book @key(fields: "id") { id: ID! stars: Int  review(words: Int): String  sequel: Book }`,
};
const STARS: Record<string, number> = { '1': 5, '2': 3, '3': 4 };
const book = (id: string) => ({ __typename: 'Book', id, title: `Book ${id}` });

const RESOLVERS = {
  library: {
    Query: {
      books: () => ['1', '2', '1'].map(book),
      best: () => book('1'),
      loans: () => [
        { book: book('2'), days: 3 },
        { book: book('3'), days: 5 },
      ],
    },
    Book: { __resolveReference: ({ id }: { id: string }) => book(id) },
  },
  ratings: {
    Book: {
      __resolveReference: (sent: object) => sent,
      stars: ({ id }: { id: string }) => {
        if (id === '3') throw new Error('lost');
        return STARS[id];
      },
      review: ({ id }: { id: string }, { words }: { words: number }) => `${words} words on ${id}`,
      sequel: ({ id }: { id: string }) => ({ __typename: 'Book', id: String(Number(id) + 1) }),
    },
  },
};

interface Sent {
  query: string;
  variables: Record<string, unknown>;
}

/** Real subgraph schemas, on servers that keep what they were sent. */
async function runShelves() {
  const sent: Record<'library' | 'ratings', Sent[]> = { library: [], ratings: [] };
  const names = ['library', 'ratings'] as const;
  const servers = await Promise.all(
    names.map((name) => {
      const schema = createSubgraphSchema([SDL[name]], RESOLVERS[name]);
      return runMisbehaving(async (response, _n, { query, variables }) => {
        sent[name].push({ query, variables });
        const result = await graphql({ schema, source: query, variableValues: variables });
        response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
      });
    }),
  );
  const gateway = await runGateway(
    names.map((name, at) => ({ name, sdl: SDL[name], url: servers[at]!.url })),
  );
  const running = new Map(names.map((name, at) => [name, servers[at]!]));
  return {
    ask: gateway.ask,
    sent,
    async stop(name: (typeof names)[number]) {
      await running.get(name)![Symbol.asyncDispose]();
      running.delete(name);
    },
    async [Symbol.asyncDispose]() {
      await gateway.stop();
      for (const server of running.values()) await server[Symbol.asyncDispose]();
    },
  };
}

describe('entities of one step', () => {
  it('go to their subgraph in one request, each once, whatever places they stand at', async () => {
    await using shelves = await runShelves();
    const { data, errors } = await shelves.ask('{ books { title stars } best { stars } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      books: [
        { title: 'Book 1', stars: 5 },
        { title: 'Book 2', stars: 3 },
        { title: 'Book 1', stars: 5 },
      ],
      best: { stars: 5 },
    });
    expect(shelves.sent.ratings).toHaveLength(1);
    const { variables } = shelves.sent.ratings[0]!;
    expect(Object.values(variables)).toEqual([
      [
        { __typename: 'Book', id: '1' },
        { __typename: 'Book', id: '2' },
      ],
    ]);
  });

  it('that are asked different things go together as well, with the variables of each', async () => {
    await using shelves = await runShelves();
    const { data, errors } = await shelves.ask(
      'query Q($words: Int!, $representations: Int) { books { review(words: $words) } best { stars other: review(words: $representations) } }',
      { variables: { words: 7, representations: 9 } },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      books: ['1', '2', '1'].map((id) => ({ review: `7 words on ${id}` })),
      best: { stars: 5, other: '9 words on 1' },
    });
    expect(shelves.sent.ratings).toHaveLength(1);
  });

  it('bring each error to all places that it concerns, and to no other', async () => {
    await using shelves = await runShelves();
    const { data, errors } = await shelves.ask(
      '{ loans { days book { stars } } best { stars sequel { sequel { title stars } } } }',
    );
    expect(data).toEqual({
      loans: [
        { days: 3, book: { stars: 3 } },
        { days: 5, book: { stars: null } },
      ],
      best: { stars: 5, sequel: { sequel: { title: 'Book 3', stars: null } } },
    });
    expect(errors?.map(({ path }) => path?.join('.')).sort()).toEqual([
      'best.sequel.sequel.stars',
      'loans.1.book.stars',
    ]);
  });

  it('are missing at each of their places when the subgraph is gone', async () => {
    await using shelves = await runShelves();
    await shelves.stop('ratings');
    const { data, errors } = await shelves.ask('{ books { title review(words: 2) } best { title stars } }');
    expect(data).toEqual({
      books: ['1', '2', '1'].map((id) => ({ title: `Book ${id}`, review: null })),
      best: { title: 'Book 1', stars: null },
    });
    expect(errors?.map(({ path, extensions }) => `${path?.join('.')} ${extensions?.code}`).sort()).toEqual([
      'best.stars UNAVAILABLE',
      'books.0.review UNAVAILABLE',
      'books.1.review UNAVAILABLE',
      'books.2.review UNAVAILABLE',
    ]);
  });
});
