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

const TRADE = {
  shops: `${LINK}
    type Query { shop(n: Int): Shop  shops(n: Int): [Shop!]!  place(n: Int): Place }
    interface Place { id: ID! }
    type Region implements Place @key(fields: "id") @context(name: "trade") { id: ID!  currency: String  shop: Shop  offer: Offer }
    type Street implements Place @key(fields: "id") { id: ID!  region: Region }
    type Shop @key(fields: "id") @context(name: "trade") { id: ID!  currency: String  region: Region  hall: Hall }
    type Hall @key(fields: "id") { id: ID! }
    type Offer @key(fields: "id") { id: ID!  price(in: String @fromContext(field: "$trade { currency }"), times: Int): String }`,
  halls: `${LINK}
    type Hall @key(fields: "id") { id: ID!  size: Int  board: Board }
    type Board { offer: Offer }
    type Offer @key(fields: "id") { id: ID!  left: Int }`,
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
  {
    title: 'an object below two others takes from each what is theirs',
    sdl: TRADE,
    query: `{ a: shops(n: 1) { ...F } b: shops(n: 2) { ...F } c: shops(n: 3) { ...F } d: shops(n: 4) { ...F } e: shops(n: 5) { ...F } f: shops(n: 6) { ...F } }
    fragment F on Shop { hall { size board { offer { price left currency: price(times: 2) } } } }`,
  },
  {
    title: 'a value comes from the nearest object that sets its context',
    sdl: TRADE,
    query: `{ a: place(n: 1) { ...F } b: place(n: 2) { ...F } c: place(n: 3) { ...F } d: place(n: 4) { ...F } }
    fragment F on Place {
      ... on Region { offer { price } shop { currency: id hall { board { offer { price } } } region { offer { id: price } } } }
      ... on Street { region { offer { price } shop { hall { board { offer { price } } } } } }
    }`,
  },
  {
    title: 'a null from above is one',
    sdl: TRADE,
    query:
      '{ a: shop(n: 1) { region { offer { price left } } } b: shop(n: 2) { region { offer { price left } } } }',
    mishaps: { nulls: 40 },
  },
];
