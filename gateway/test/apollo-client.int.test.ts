import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { Defer20220824Handler, GraphQL17Alpha9Handler } from '@apollo/client/incremental';
import { describe, expect, it } from 'vitest';
import { createGate, runShop, type Shop } from './world/shop.ts';

const QUERY = gql`
  query Late {
    products {
      id
      name
      ... @defer {
        rating
        reviews {
          id
          text
          ... @defer {
            late
          }
        }
      }
    }
  }
`;

const REVIEWS = (id: string) => [
  { __typename: 'Review', id: `${id}-a`, text: 'Good', late: `late ${id}-a` },
  { __typename: 'Review', id: `${id}-b`, text: 'Bad', late: `late ${id}-b` },
];

type Handler = NonNullable<ApolloClient.Options['incrementalHandler']>;

function clientOf({ gateway }: Shop, incrementalHandler: Handler) {
  const link = new HttpLink({ uri: `${gateway.url}/graphql` });
  return new ApolloClient({ link, cache: new InMemoryCache(), incrementalHandler });
}

describe("Apollo's client", () => {
  it.each([
    ['its default format', (): Handler => new Defer20220824Handler()],
    // Its own types do not hold under exactOptionalPropertyTypes.
    ['the newer format', () => new GraphQL17Alpha9Handler() as unknown as Handler],
  ])('shows the first part before the others are there, and all in the end, in %s', async (_, handler) => {
    const gate = createGate();
    await using world = await runShop(gate.opened);
    const client = clientOf(world, handler());
    const seen: unknown[] = [];
    const last = new Promise<unknown>((resolve, reject) => {
      client.watchQuery({ query: QUERY }).subscribe(({ data, dataState, error }) => {
        if (error) reject(error);
        seen.push(data);
        if (dataState === 'streaming') gate.open();
        if (dataState === 'complete') resolve(data);
      });
    });
    const product = (id: string) => ({ __typename: 'Product', id, name: `Product ${id}` });
    const full = (id: string) => ({ ...product(id), rating: Number(id) + 0.5, reviews: REVIEWS(id) });
    expect(await last).toEqual({ products: [full('1'), full('2')] });
    expect(seen).toContainEqual({ products: [product('1'), product('2')] });
    client.stop();
  });

  it('has the error of a part with the data of the others', async () => {
    await using world = await runShop(Promise.resolve());
    const client = clientOf(world, new Defer20220824Handler());
    const query = gql`
      query Broken {
        product(id: 1) {
          id
          name
          ... @defer {
            broken
          }
        }
      }
    `;
    const { data, error } = await client.query({ query, errorPolicy: 'all' });
    expect(data).toEqual({ product: { __typename: 'Product', id: '1', name: 'Product 1' } });
    expect(error?.message).toBe('It broke.');
    client.stop();
  });
});
