import type { Mishaps } from './derived-world.ts';

export interface Situation {
  title: string;
  sdl: Readonly<Record<string, string>>;
  query: string;
  variables?: Record<string, unknown>;
  mishaps?: Partial<Mishaps>;
}

export const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@provides", "@shareable", "@override", "@interfaceObject", "@inaccessible", "@context", "@fromContext"])
`;

const SHOP = {
  orders: `${LINK}
    type Query { orders: [Order!]! }
    type Mutation { place(item: ID!): Order!  cancel: Boolean! }
    type Order @key(fields: "id") { id: ID! }`,
  bills: `${LINK}
    type Order @key(fields: "id") { id: ID!  note: String! }
    type Mutation { pay(item: ID!): Order! }`,
};

export const SITUATIONS: readonly Situation[] = [
  {
    title: 'a mutation begins when the one before it is wholly answered',
    sdl: SHOP,
    query:
      'mutation { a: place(item: "a") { note } b: place(item: "b") { note } c: pay(item: "c") { id note } }',
  },
  {
    title: 'a mutation under two names is done twice',
    sdl: SHOP,
    query: 'mutation { a: cancel b: cancel c: pay(item: "a") { note } }',
  },
  {
    title: 'a null among what the client wants of an object takes nothing from an input',
    sdl: {
      places: `${LINK}
        type Query { place: Place }
        type Place @key(fields: "id") { id: ID!  rank: Rank }
        type Rank { part: String @shareable  price: Int! }`,
      made: `${LINK}
        type Place @key(fields: "id") { id: ID!  rank: Rank @external  made: String @requires(fields: "rank { part }") }
        type Rank { part: String @shareable }`,
    },
    query: '{ place { made rank { price } } }',
    mishaps: { nullsWhereNoneMayBe: 100 },
  },
  {
    title: 'an object behind an interface object whose own fields fail is none',
    sdl: {
      media: `${LINK}
        interface Media @key(fields: "id") { id: ID! }
        type Book implements Media @key(fields: "id") { id: ID!  title: String }
        type Film implements Media @key(fields: "id") { id: ID!  score: Score! }
        type Score { rank: Int! }`,
      lists: `${LINK}
        type Query { a: Media  d(n: Int = 3): [Media] }
        type Media @key(fields: "id") @interfaceObject { id: ID! }`,
    },
    query:
      '{ a { ...F } b: d(n: 1) { ...F } c: d(n: 2) { ...F } d { ...F } e: d(n: 4) { ...F } } fragment F on Media { ... on Film { score { rank } } }',
    mishaps: { nullsWhereNoneMayBe: 100 },
  },
  {
    title: 'one word is a leaf of one type and an object of another',
    sdl: {
      things: `${LINK}
        type Query { things(n: Int): [Thing!]! }
        union Thing = Book | Film
        type Book @key(fields: "id") { id: ID!  score: Int  rank: Rank  size: [Int] }
        type Film @key(fields: "id") { id: ID!  score: Score  rank: Int }
        type Score { points: Int!  by: Film }
        type Rank { place: Int }`,
      more: `${LINK}
        type Book @key(fields: "id") { id: ID!  part: Int }
        type Film @key(fields: "id") { id: ID!  part: Part  size: Part }
        type Part { name: String }`,
    },
    query: `{
      a: things(n: 1) { ...F } b: things(n: 2) { ...F } c: things(n: 3) { ...F } d: things(n: 4) { ...F } e: things(n: 5) { ...F }
    }
    fragment F on Thing {
      ... on Book { a: score b: rank { place } c: part d: size }
      ... on Film { e: score { points by { f: part { name } } } g: rank h: part { name } i: size { name } }
    }`,
  },
];
