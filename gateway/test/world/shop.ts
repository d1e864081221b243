import { AppError } from '@visiobook/service';
import { type RunningGateway, runGateway } from './gateway.ts';
import { type RunningSubgraph, runSubgraph } from './subgraph.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@authenticated"])`;

const SHOP = `${LINK}
  type Query { product(id: ID!): Product  products: [Product!]!  page: Page  slowRoot: String }
  type Mutation { buy(id: ID!): Product }
  type Subscription { bought: Product }
  type Product @key(fields: "id") { id: ID!  name: String!  slow: String  strict: String!  price: Int  maker: Maker }
  type Maker { name: String!  strict: String! }
  type Page { title: String!  body: String }
`;
const REVIEWS = `${LINK}
  type Query { me: String @authenticated }
  type Product @key(fields: "id") {
    id: ID!  price: Int @external
    rating: Float  reviews: [Review!]  broken: String!  shipping: Int @requires(fields: "price")
  }
  type Review @key(fields: "id") { id: ID!  text: String!  late: String }
`;

/** A door that holds back whoever comes to it until it is opened. */
export function createGate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

export interface Shop extends AsyncDisposable {
  gateway: RunningGateway;
  shop: RunningSubgraph;
  reviews: RunningSubgraph;
  /** The queries that came to each subgraph. */
  asked: { shop: string[]; reviews: string[] };
}

const PRODUCTS = ['1', '2'].map((id) => ({ id, name: `Product ${id}`, price: Number(id) * 10 }));
const find = ({ id }: { id: string }) => PRODUCTS.find((product) => product.id === id) ?? null;

/** Two subgraphs whose fields named `slow…` and whose ratings wait for the gate. */
export async function runShop(gate: Promise<void>, env: Record<string, string> = {}): Promise<Shop> {
  const waits = async (value: unknown) => {
    await gate;
    return value;
  };
  const shop = await runSubgraph(SHOP, {
    Query: {
      product: (_: unknown, args: { id: string }) => find(args),
      products: () => PRODUCTS,
      page: () => ({ title: 'Title', body: 'Body' }),
      slowRoot: () => waits('slow root'),
    },
    Mutation: { buy: (_: unknown, args: { id: string }) => find(args) },
    Subscription: { bought: { subscribe: async function* () {} } },
    Product: {
      __resolveReference: find,
      slow: ({ id }: { id: string }) => waits(`slow ${id}`),
      strict: () => null,
      maker: () => ({ name: 'Maker', strict: null }),
    },
  });
  const reviews = await runSubgraph(REVIEWS, {
    Query: { me: () => 'me' },
    Product: {
      __resolveReference: (sent: object) => sent,
      rating: ({ id }: { id: string }) => waits(Number(id) + 0.5),
      reviews: ({ id }: { id: string }) => [
        { id: `${id}-a`, text: 'Good' },
        { id: `${id}-b`, text: 'Bad' },
      ],
      broken: () => {
        throw new AppError('CONFLICT', 'It broke.');
      },
      shipping: ({ price }: { price: number }) => price / 10,
    },
    Review: { __resolveReference: (sent: object) => sent, late: ({ id }: { id: string }) => `late ${id}` },
  });
  const subgraphs = [
    { name: 'shop', sdl: SHOP, url: shop.url },
    { name: 'reviews', sdl: REVIEWS, url: reviews.url },
  ];
  const gateway = await runGateway(subgraphs, env);
  return {
    gateway,
    shop,
    reviews,
    asked: { shop: shop.queries, reviews: reviews.queries },
    async [Symbol.asyncDispose]() {
      await gateway.stop();
      await Promise.all([shop.stop(), reviews.stop()]);
    },
  };
}
