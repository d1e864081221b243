import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, type RequestContext } from '@visiobook/service';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@shareable", "@authenticated", "@requiresScopes"])`;

export const BOOKS_SDL = `${LINK}
  type Query { mine: [Book!] @authenticated  audit: String @requiresScopes(scopes: [["moderation"], ["a", "b"]])  book(id: ID!): Book  books: [Book!]!  me: Who  refused: String  broken: String }
  type Mutation { rename(id: ID!, title: String!): Book }
  type Subscription {
    "Numbered events from 1 to \`to\`, those after \`after\`."
    progress(to: Int!, after: Int, pauseMs: Int): Progress!
    "Events without numbers."
    titles(count: Int!): Book!
    forever: Progress!
    inbox: Progress @authenticated
    secret: Progress!
  }
  type Who { kind: String! id: ID role: String scopes: [String!]! sessionId: ID }
  type Progress { seq: Int! percent: Float! book: Book }
  type Book @key(fields: "id") { id: ID! title: String! }
`;

export const REVIEWS_SDL = `${LINK}
  type Query { topReview: Review }
  type Book @key(fields: "id") { id: ID!  rating: Float  reviews(first: Int = 2): [Review!]  brokenField: String }
  type Review @key(fields: "id") { id: ID! text: String! book: Book! }
`;

export const BOOKS = [
  { id: '1', title: 'Alice' },
  { id: '2', title: 'Le Horla' },
  { id: '3', title: 'Emma' },
];

/** What the test may look at and change while it runs. */
export const books = { opened: [] as (number | null)[], running: 0, sent: 0 };

export const booksResolvers = {
  Query: {
    books: () => BOOKS,
    mine: () => BOOKS,
    audit: () => 'all is well',
    book: (_: unknown, { id }: { id: string }) => BOOKS.find((book) => book.id === id) ?? null,
    me: (_: unknown, __: unknown, { viewer }: RequestContext) => viewer,
    refused: () => {
      throw new AppError('CONFLICT', 'It changed.', { current: 2 });
    },
    broken: () => {
      throw new Error('password=hunter2');
    },
  },
  Mutation: {
    rename: (_: unknown, { id, title }: { id: string; title: string }) => ({ id, title }),
  },
  Book: {
    __resolveReference: ({ id }: { id: string }) => BOOKS.find((book) => book.id === id) ?? null,
  },
  Subscription: {
    progress: {
      async *subscribe(_: unknown, { to, after, pauseMs }: { to: number; after?: number; pauseMs?: number }) {
        books.opened.push(after ?? null);
        books.running++;
        try {
          for (let seq = (after ?? 0) + 1; seq <= to; seq++) {
            if (pauseMs) await sleep(pauseMs);
            books.sent++;
            yield { progress: { seq, percent: (100 * seq) / to, book: BOOKS[seq % 3] } };
          }
        } finally {
          books.running--;
        }
      },
    },
    titles: {
      async *subscribe(_: unknown, { count }: { count: number }) {
        for (let i = 0; i < count; i++) yield { titles: BOOKS[i % 3] };
      },
    },
    forever: {
      async *subscribe() {
        books.running++;
        try {
          for (let seq = 1; ; seq++) {
            yield { forever: { seq, percent: 0, book: BOOKS[0] } };
            await sleep(20);
          }
        } finally {
          books.running--;
        }
      },
    },
    inbox: {
      async *subscribe() {
        yield { inbox: { seq: 1, percent: 0 } };
      },
    },
    secret: {
      // biome-ignore lint/correctness/useYield: it refuses before the first event.
      async *subscribe(_: unknown, __: unknown, { viewer }: RequestContext) {
        if (viewer.kind === 'ANONYMOUS') throw new AppError('UNAUTHENTICATED', 'Log in first.');
      },
    },
  },
};

export const reviewsResolvers = {
  Query: { topReview: () => ({ id: 'r1', text: 'Curious.', book: { id: '1' } }) },
  Book: {
    __resolveReference: ({ id }: { id: string }) => ({ id }),
    rating: ({ id }: { id: string }) => Number(id) + 0.5,
    reviews: ({ id }: { id: string }, { first }: { first: number }) =>
      Array.from({ length: first }, (_, n) => ({ id: `${id}-${n}`, text: `Review ${n}`, book: { id } })),
    brokenField: () => {
      throw new Error('connection string postgres://secret');
    },
  },
};
