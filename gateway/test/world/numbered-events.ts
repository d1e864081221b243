import { setImmediate as turn } from 'node:timers/promises';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])`;

/** What the subgraph of the events can do; a supergraph may know less of it. */
export const EVENTS_SDL = `${LINK}
  type Query { last: Int! }
  type Subscription { numbers(after: Int): Numbered! }
  type Numbered { seq: Int!  item: Item }
  type Item @key(fields: "id") { id: ID!  name: String @shareable }
`;
export const WITHOUT_NAMES_SDL = EVENTS_SDL.replace('name: String @shareable', '');

/** The other subgraph, which knows what the events carry. */
export const ITEMS_SDL = `${LINK}
  type Query { items: Int! }
  type Item @key(fields: "id") { id: ID!  name: String @shareable }
`;

export const LAST = 10_000;
export const nameOf = (seq: number) => `item ${seq % 97}`;

/** Up to which number there are events now; whoever started the process says so. */
let there = 0;
let more = Promise.withResolvers<void>();
export function allowEvents(to: number): void {
  there = to;
  more.resolve();
  more = Promise.withResolvers();
}

const item = (seq: number) => ({ id: String(seq % 97) });
const name = ({ id }: { id: string }) => nameOf(Number(id));

export const eventsResolvers = {
  Query: { last: () => there },
  Item: { __resolveReference: ({ id }: { id: string }) => ({ id }), name },
  Subscription: {
    numbers: {
      async *subscribe(_: unknown, { after }: { after?: number }) {
        if (after === undefined) throw new Error('Nobody asks for these from anywhere.');
        for (let seq = after + 1; seq <= LAST; seq++) {
          while (seq > there) await more.promise;
          // Others have their turn; as quick as that, and no quicker, do they come.
          if (seq % 16 === 0) await turn();
          yield { numbers: { seq, item: item(seq) } };
        }
      },
    },
  },
};

export const itemsResolvers = {
  Query: { items: () => 97 },
  Item: { __resolveReference: ({ id }: { id: string }) => ({ id }), name },
};
