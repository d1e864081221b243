import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { allowEvents, EVENTS_SDL, eventsResolvers, ITEMS_SDL, itemsResolvers } from './numbered-events.ts';

// A subgraph as a process of its own, which a test may kill, with nothing in it that makes its start slow. Its
// arguments: which one, and on which port.
const [which, port] = process.argv.slice(2);
const isEvents = which === 'events';
const schema = buildSubgraphSchema({
  typeDefs: parse(isEvents ? EVENTS_SDL : ITEMS_SDL),
  resolvers: isEvents ? eventsResolvers : itemsResolvers,
});
const server = createServer(async (request, response) => {
  const { query, variables } = (await json(request)) as { query: string; variables: Record<string, unknown> };
  const answer = await graphql({ schema, source: query, variableValues: variables });
  response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
});
const streams = useServer({ schema }, new WebSocketServer({ server, path: '/graphql' }));
process.on('message', (to: number) => allowEvents(to));
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', async () => {
  await streams.dispose();
  process.exit(0);
});
server.listen(Number(port), '127.0.0.1', () =>
  process.send?.({ port: (server.address() as AddressInfo).port }),
);
