import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { graphql } from 'graphql';
import type { RecordedCall } from './call-chain.ts';
import { executableSubgraph, WORLDS, type WorldName } from './worlds.ts';

// Serves every subgraph of every world on a port of its own, and tells the parent which. An answer is worked out once
// and then known by the request's bytes: what is measured is the gateway in front, and not this.

/** By world and subgraph. */
export type SubgraphUrls = Record<WorldName, Record<string, string>>;
export type SubgraphsMessage = { urls: SubgraphUrls } | { calls: number; recorded: RecordedCall[] };

const MOST_ANSWERS = 60_000;
let calls = 0;
let recorded: RecordedCall[] | undefined;

const urls = { store: {}, portal: {} } as SubgraphUrls;
for (const world of Object.keys(WORLDS) as WorldName[])
  for (const name of Object.keys(WORLDS[world])) urls[world][name] = await serve(world, name);
const tell = (message: SubgraphsMessage) => process.send?.(message);
process.on('message', (wanted) => {
  tell({ calls, recorded: recorded ?? [] });
  recorded = wanted === 'record' ? [] : undefined;
});
process.on('disconnect', () => process.exit(0));
tell({ urls });

async function serve(world: WorldName, name: string): Promise<string> {
  const schema = executableSubgraph(world, name);
  const answers = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      calls++;
      const from = performance.now();
      const body = (chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)).toString();
      if (recorded) {
        const call = { origin: `http://${request.headers.host}`, body, from, to: Number.POSITIVE_INFINITY };
        recorded.push(call);
        response.once('finish', () => {
          call.to = performance.now();
        });
      }
      const known = answers.get(body);
      if (known) return send(response, known);
      const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
      const result = await graphql({ schema, source: query, variableValues: variables ?? {} });
      const answer = Buffer.from(JSON.stringify(result));
      if (answers.size >= MOST_ANSWERS) answers.clear();
      answers.set(body, answer);
      send(response, answer);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

function send(response: ServerResponse, answer: Buffer): void {
  response
    .writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length })
    .end(answer);
}
