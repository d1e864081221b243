import { describe, expect, it } from 'vitest';
import { runGateway } from './world/gateway.ts';
import { runSubgraph } from './world/subgraph.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@context", "@fromContext"])';
const SHOPS = `${LINK}
  type Query { shops: [Shop!]! }
  type Mutation { open(currency: String!): Shop! }
  type Subscription { opened: Shop! }
  type Shop @key(fields: "id") @context(name: "trade") { id: ID!  currency: String!  offer: Offer! }
  type Offer @key(fields: "id") { id: ID!  price(in: String @fromContext(field: "$trade { currency }"), times: Int! = 1): String! }`;
const STOCK = `${LINK}
  type Offer @key(fields: "id") { id: ID!  left: Int! }`;

const shop = (currency: string) => ({ id: `shop-${currency}`, currency, offer: { id: 'o1' } });
const runShops = () =>
  runSubgraph(SHOPS, {
    Query: { shops: () => ['EUR', 'USD', 'EUR'].map(shop) },
    Mutation: { open: (_: unknown, { currency }: { currency: string }) => shop(currency) },
    Subscription: {
      opened: {
        async *subscribe() {
          for (const currency of ['JPY', 'EUR']) yield { opened: shop(currency) };
        },
      },
    },
    Offer: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      price: ({ id }: { id: string }, given: { in: string; times: number }) =>
        `${id} ${given.times} ${given.in}`,
    },
  });
const runStock = () => runSubgraph(STOCK, { Offer: { __resolveReference: () => ({ left: 3 }) } });

describe('a field that takes a value from above it', () => {
  it('has it in queries, mutations and subscriptions', async () => {
    await using shops = await runShops();
    await using stock = await runStock();
    await using gateway = await runGateway([
      { name: 'shops', sdl: SHOPS, url: shops.url },
      { name: 'stock', sdl: STOCK, url: stock.url },
    ]);

    const query =
      'query ($context0: Int!) { shops { offer { price in: price(times: $context0) currency: left } } }';
    const listed = await gateway.ask(query, { variables: { context0: 2 } });
    expect(listed.errors).toBeUndefined();
    expect(listed.data).toEqual({
      shops: ['EUR', 'USD', 'EUR'].map((currency) => ({
        offer: { price: `o1 1 ${currency}`, in: `o1 2 ${currency}`, currency: 3 },
      })),
    });
    // One for the shops, and one for each currency.
    expect(shops.queries).toHaveLength(3);

    const made = await gateway.ask('mutation { open(currency: "CHF") { offer { price left } } }');
    expect(made.data).toEqual({ open: { offer: { price: 'o1 1 CHF', left: 3 } } });

    const events = [];
    const stream = gateway.socket().iterate({ query: 'subscription { opened { offer { price left } } }' });
    for await (const { data } of stream) events.push(data);
    expect(events).toEqual(
      ['JPY', 'EUR'].map((currency) => ({ opened: { offer: { price: `o1 1 ${currency}`, left: 3 } } })),
    );
  });

  it('does not take it as an argument from clients', async () => {
    await using shops = await runShops();
    await using gateway = await runGateway([{ name: 'shops', sdl: SHOPS, url: shops.url }]);
    const { errors } = await gateway.ask('{ shops { offer { price(in: "CHF") } } }');
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
