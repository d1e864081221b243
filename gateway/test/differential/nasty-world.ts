import type { GraphQLFieldResolver } from 'graphql';
import type { Vocabulary } from './random-operation.ts';
import type { World } from './two-ways.ts';

/**
 * One small world as five subgraphs and as one schema. The data is the same; only who holds which part differs.
 * Fields under `@requires` are computed from what the representation brings, so that a fetch without its inputs, or
 * with the client's in their place, shows in the answer.
 */
const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@provides", "@shareable", "@override", "@interfaceObject"])`;

export const NASTY_SDL: Readonly<Record<string, string>> = {
  catalog: `${LINK}
    type Query { media(id: ID!): Media  medias(first: Int = 3): [Media!]!  items: [Item]  book(id: ID!): Book  shelves: [[Media]]  lonely: Lonely }
    type Mutation { touch(id: ID!): Media  rename(id: ID!, title: String!): Book }
    interface Media @key(fields: "id") { id: ID!  title: String!  tags: [[String]]  related: [Media] }
    union Item = Book | Film | Lonely
    type Book implements Media @key(fields: "id") @key(fields: "isbn") {
      id: ID!  isbn: String!  title: String!  tags: [[String]]  related: [Media!]
      author: Person  pages: Int  price(currency: String = "EUR"): Float  dims: Dims  weight: Int
    }
    type Film implements Media @key(fields: "id") { id: ID!  title: String!  tags: [[String]]  related: [Media]  director: Person!  minutes: Int }
    type Lonely { note: String!  inner: Item  best: Media }
    type Dims @shareable { w: Int  h: Int! }
    type Person @key(fields: "id", resolvable: false) { id: ID! }
  `,
  people: `${LINK}
    type Query { person(id: ID!): Person  people: [Person!]! }
    type Person @key(fields: "id") { id: ID!  name: String! @shareable  born: Int  boss: Person  friends: [Person!]  nick: String!  secret: String  card: Card  favourite: Media }
    type Card @shareable { number: String!  owner: Person }
    type Media @key(fields: "id") @interfaceObject { id: ID!  fans(first: Int): [Person!]!  score: Int }
  `,
  reviews: `${LINK}
    type Query { reviews: [Review]  topReview: Review!  reviewed: Reviewed }
    type Review @key(fields: "id") { id: ID!  text: String!  author: Person @provides(fields: "name")  subject: Media! }
    type Media @key(fields: "id") @interfaceObject { id: ID!  reviews(first: Int = 2): [Review!]!  stars: Float!  score: Int @external  heat: String @requires(fields: "score") }
    type Person @key(fields: "id") { id: ID!  name: String! @external  reviews: [Review!]! }
    union Reviewed = Review | Person
  `,
  stock: `${LINK}
    type Query { stocked: [Book!] }
    type Book @key(fields: "isbn") {
      isbn: String!  price(currency: String = "EUR"): Float @external  dims: Dims @external  total: Float @external
      shipping: Float @requires(fields: "price(currency: \\"USD\\") dims { w h }")  insurance: String @requires(fields: "price(currency: \\"EUR\\")")
      weight: Int @override(from: "catalog")  left: Int!  reduced: Float @requires(fields: "total")
    }
    type Film @key(fields: "id") { id: ID!  minutes: Int @external  fee: Int @requires(fields: "minutes") }
    type Dims @shareable { w: Int  h: Int! }
  `,
  money: `${LINK}
    type Book @key(fields: "id") { id: ID!  shipping: Float @external  total: Float @requires(fields: "shipping")  author: Person @external  royalty: String @requires(fields: "author { name born }") }
    type Person @key(fields: "id") { id: ID!  name: String! @external  born: Int @external  salary: Int  initials: String @requires(fields: "name") }
  `,
};

interface Thing {
  __typename: string;
  id: string;
  [field: string]: unknown;
}

const media: Thing[] = Array.from({ length: 6 }, (_, n) => ({
  __typename: n % 2 === 0 ? 'Book' : 'Film',
  id: `m${n}`,
  isbn: `isbn-${n}`,
  n,
}));
const people: Thing[] = Array.from({ length: 5 }, (_, n) => ({ __typename: 'Person', id: `p${n}`, n }));
const reviews: Thing[] = Array.from({ length: 7 }, (_, n) => ({ __typename: 'Review', id: `r${n}`, n }));
const lonely: Thing = { __typename: 'Lonely', id: 'l0', n: 0 };
const everything = [...media, ...people, ...reviews];

const find = (id: unknown) => everything.find((thing) => thing.id === id) ?? null;
const first = <T>(all: readonly T[], count: unknown) =>
  all.slice(0, typeof count === 'number' ? count : undefined);
const number = (thing: Thing) => Number(thing.n);
const fail = (): never => {
  throw new Error('broken on purpose');
};

type Field = (thing: Thing, args: Record<string, unknown>) => unknown;
const PRICES: Readonly<Record<string, number>> = { EUR: 10, USD: 12 };
const price: Field = (book, { currency }) =>
  number(book) === 2 ? null : (PRICES[String(currency ?? 'EUR')] ?? 7) * (number(book) + 1);
const dims: Field = (book) => (number(book) === 4 ? null : { w: number(book) || null, h: number(book) + 2 });
const score: Field = (each) => (number(each) === 3 ? null : number(each) * 10);
const name: Field = (person) => `Name ${number(person)}`;
const born: Field = (person) => (number(person) === 2 ? null : 1900 + number(person));

type Dimensions = { w: number | null; h: number } | null;
const shippingOf = (dollars: unknown, size: unknown) =>
  dollars == null || size == null
    ? null
    : Number(dollars) + ((size as Dimensions)?.w ?? 0) * 100 + (size as { h: number }).h;
const insuranceOf = (euros: unknown) => `insured for ${String(euros)}`;
const totalOf = (shipping: unknown) => (shipping == null ? -1 : Number(shipping) + 1000);
const reducedOf = (total: unknown) => (total == null ? null : Number(total) / 2);
const heatOf = (value: unknown) => `heat ${String(value)}`;
const feeOf = (minutes: unknown) => (minutes == null ? null : Number(minutes) * 3);
const initialsOf = (value: unknown) => String(value).replaceAll(/[a-z ]/g, '');
const royaltyOf = (author: { name: unknown; born: unknown } | null | undefined) =>
  author ? `${String(author.name)} since ${String(author.born)}` : 'nobody';

const shipping: Field = (book) => shippingOf(price(book, { currency: 'USD' }), dims(book, {}));
const minutes: Field = (film) => (number(film) === 5 ? null : 60 + number(film));
const author: Field = (book) => (number(book) === 4 ? null : people[number(book) % 5]);
const related: Field = (each) =>
  number(each) === 1 ? null : [media[(number(each) + 1) % 6], media[(number(each) + 2) % 6]];

/** What every field is worth, from the data alone: this is the one schema. */
export const TRUTH: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  Query: {
    media: (_, { id }) => media.find((each) => each.id === id) ?? null,
    medias: (_, args) => first(media, args.first),
    items: () => [media[0], null, lonely, media[1]],
    book: (_, { id }) => media.find((each) => each.id === id && each.__typename === 'Book') ?? null,
    shelves: () => [[media[0], null, media[3]], null, [], [media[5]]],
    lonely: () => lonely,
    person: (_, { id }) => people.find((each) => each.id === id) ?? null,
    people: () => people,
    reviews: () => [reviews[0], null, reviews[2], reviews[3]],
    topReview: () => reviews[1],
    reviewed: () => people[3],
    stocked: () => [media[2], media[4]],
  },
  Mutation: {
    touch: (_, { id }) => media.find((each) => each.id === id) ?? null,
    rename: (_, { id }) => media.find((each) => each.id === id && each.__typename === 'Book') ?? null,
  },
  Book: {
    title: (each) => `Title ${number(each)}`,
    tags: () => [['a', null], null, []],
    related,
    author,
    pages: number,
    price,
    dims,
    weight: (each) => number(each) * 7,
    shipping,
    insurance: (each) => insuranceOf(price(each, { currency: 'EUR' })),
    left: number,
    total: (each) => totalOf(shipping(each, {})),
    reduced: (each) => reducedOf(totalOf(shipping(each, {}))),
    royalty: (each) => {
      const writer = author(each, {}) as Thing | null;
      return royaltyOf(writer && { name: name(writer, {}), born: born(writer, {}) });
    },
  },
  Film: {
    title: (each) => `Film ${number(each)}`,
    tags: () => null,
    related,
    director: (each) => people[number(each) % 5],
    minutes,
    fee: (each) => feeOf(minutes(each, {})),
  },
  Media: {
    score,
    fans: (each, args) => first(people.slice(number(each) % 3), args.first),
    reviews: (each, args) =>
      first(
        reviews.filter((_, n) => n % 3 === number(each) % 3),
        args.first,
      ),
    stars: (each) => number(each) + 0.5,
    heat: (each) => heatOf(score(each, {})),
  },
  Lonely: { note: () => 'alone', inner: () => media[2], best: () => media[3] },
  Dims: {},
  Card: { number: (each) => `c-${number(each)}`, owner: (each) => each },
  Person: {
    name,
    born,
    boss: (each) => (number(each) === 0 ? null : people[number(each) - 1]),
    friends: (each) => [people[(number(each) + 1) % 5], people[(number(each) + 2) % 5]],
    nick: (each) => (number(each) === 4 ? null : `nick ${number(each)}`),
    secret: (each) => (number(each) === 1 ? fail() : 'hush'),
    card: (each) => ({ ...each, __typename: 'Card' }),
    favourite: (each) => media[number(each)],
    reviews: (each) => reviews.filter((_, n) => n % 5 === number(each)),
    salary: (each) => number(each) * 1000,
    initials: (each) => initialsOf(name(each, {})),
  },
  Review: {
    text: (each) => `Text ${number(each)}`,
    author: (each) => (number(each) === 3 ? null : people[number(each) % 5]),
    subject: (each) => media[number(each) % 6],
  },
};

/** Fields that a subgraph computes from what the gateway sends. */
const FROM_REPRESENTATION: Readonly<Record<string, (sent: Record<string, unknown>) => unknown>> = {
  'Book.shipping': (sent) => shippingOf(sent.price, sent.dims),
  'Book.insurance': ({ price: euros }) => insuranceOf(euros),
  'Book.total': ({ shipping: sum }) => totalOf(sum),
  'Book.reduced': ({ total }) => reducedOf(total),
  'Book.royalty': ({ author: writer }) => royaltyOf(writer as never),
  'Film.fee': (sent) => feeOf(sent.minutes),
  'Media.heat': (sent) => heatOf(sent.score),
  'Person.initials': (sent) => initialsOf(sent.name),
};

/** The value of a field in one schema of all. */
export function truth(typeName: string, field: string): GraphQLFieldResolver<Thing, unknown> {
  const own =
    TRUTH[typeName]?.[field] ??
    (typeName === 'Book' || typeName === 'Film' ? TRUTH.Media?.[field] : undefined);
  return (thing, args) => (own ? own(thing, args) : thing[field]);
}

/** The value of a field in a subgraph, which knows of the rest only what it is sent. */
export function partOfTruth(typeName: string, field: string): GraphQLFieldResolver<Thing, unknown> {
  const computed = FROM_REPRESENTATION[`${typeName}.${field}`];
  const direct = truth(typeName, field);
  return (thing, args, context, info) =>
    computed ? computed((thing.sent ?? {}) as Record<string, unknown>) : direct(thing, args, context, info);
}

/** Finds an entity by what a representation holds. */
export function findEntity(sent: Record<string, unknown>): Thing | null {
  const found = sent.id === undefined ? media.find(({ isbn }) => isbn === sent.isbn) : find(sent.id);
  return found ? { ...found, sent } : null;
}

export const nastyWorld = () => ({ sdl: NASTY_SDL, truth, partOfTruth, findEntity }) as unknown as World;

export const NASTY_VOCABULARY: Vocabulary = {
  aliases: [
    'id',
    'isbn',
    'price',
    'name',
    'title',
    'minutes',
    'score',
    'shipping',
    'total',
    'dims',
    'author',
    'kind',
  ],
  literals: (argument) => {
    if (argument === 'id') return ['"m0"', '"m1"', '"m2"', '"m4"', '"p1"', '"p2"', '"p4"', '"none"'];
    if (argument === 'currency') return ['"EUR"', '"USD"', '"JPY"', 'null'];
    return argument === 'first' ? ['1', '2', 'null'] : undefined;
  },
};
