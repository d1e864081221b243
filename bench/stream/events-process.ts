import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { EVENTS_SDL, EVERY_PRODUCT } from './schemas.ts';

// The subgraph of events: numbered sales, at a rate, each with the moment at which it was sent.

const schema = buildSubgraphSchema({
  typeDefs: parse(EVENTS_SDL),
  resolvers: {
    Query: { open: () => true },
    Subscription: { sold: { subscribe: sold } },
  } as never,
});

async function* sold(_: unknown, { count, rate, after }: { count: number; rate: number; after?: number }) {
  const startedAt = performance.now();
  for (let seq = (after ?? 0) + 1; seq <= count; seq++) {
    const due = startedAt + ((seq - (after ?? 0)) * 1_000) / rate - performance.now();
    if (due > 1) await new Promise((resolve) => setTimeout(resolve, due));
    const sentAt = performance.timeOrigin + performance.now();
    yield { sold: { seq, sentAt, product: { upc: `p${seq % EVERY_PRODUCT}-${(seq % EVERY_PRODUCT) % 9}` } } };
  }
}

const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
  const result = await graphql({ schema, source: query, variableValues: variables ?? {} });
  response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
});
useServer({ schema }, new WebSocketServer({ server, path: '/graphql' }));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
process.on('disconnect', () => process.exit(0));
process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql` });
