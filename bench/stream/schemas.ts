import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { STORE_SDL } from '../store/schemas.ts';

export const EVENTS_SDL = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  type Query { open: Boolean }
  type Subscription { sold(count: Int!, rate: Float!, after: Int): Sale! }
  type Sale { seq: Int! sentAt: Float! product: Product! }
  type Product @key(fields: "upc", resolvable: false) { upc: String! }`;

/** So many events are about different products; the next ones begin again. */
export const EVERY_PRODUCT = 300;

/** An event that needs two other subgraphs, one after the other. */
export const SOLD = `subscription Sold($count: Int!, $rate: Float!) {
  sold(count: $count, rate: $rate) { seq sentAt product { upc name price shippingEstimate } }
}`;

export function streamSupergraph(urls: { events: string; products: string; inventory: string }): string {
  const { supergraphSdl, errors } = composeServices([
    { name: 'events', url: urls.events, typeDefs: parse(EVENTS_SDL) },
    { name: 'products', url: urls.products, typeDefs: parse(STORE_SDL.products as string) },
    { name: 'inventory', url: urls.inventory, typeDefs: parse(STORE_SDL.inventory as string) },
  ]);
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
