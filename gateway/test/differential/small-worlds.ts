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
];
