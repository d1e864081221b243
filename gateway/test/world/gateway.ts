import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { createLogger, createMetrics, readConfig } from '@visiobook/service';
import { TEST_PLATFORM_KEY } from '@visiobook/testing';
import { parse } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import { request } from 'undici';
import { WebSocket } from 'ws';
import { buildGateway } from '../../src/app.ts';
import { GatewayConfig } from '../../src/config.ts';

export interface Answer {
  status: number;
  headers: Record<string, unknown>;
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
}

export interface RunningGateway extends AsyncDisposable {
  url: string;
  supergraphPath: string;
  logged: string[];
  ask(query: string, options?: { headers?: Record<string, string>; variables?: object }): Promise<Answer>;
  socket(connectionParams?: Record<string, unknown>): Client;
  drain(): void;
  stop(): Promise<void>;
}

export type Subgraph = { name: string; sdl: string; url: string };

export function compose(subgraphs: readonly Subgraph[]): string {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name, sdl, url }) => ({ name, url: `${url}/graphql`, typeDefs: parse(sdl) })),
  );
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl as string;
}

/** The real gateway over a supergraph of the given subgraphs. */
export async function runGateway(
  subgraphs: readonly Subgraph[],
  env: Record<string, string> = {},
): Promise<RunningGateway> {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-test-'));
  const supergraphPath = join(folder, 'supergraph.graphql');
  writeFileSync(supergraphPath, compose(subgraphs));
  const config = readConfig(GatewayConfig, {
    NODE_ENV: 'test',
    PORT: '0',
    VISIOBOOK_PLATFORM_KEY: TEST_PLATFORM_KEY,
    SUPERGRAPH_PATH: supergraphPath,
    ...env,
  });
  const logged: string[] = [];
  const log = createLogger({
    service: 'gateway',
    version: '0',
    environment: 'test',
    logLevel: 'info',
    destination: { write: (line) => void logged.push(line) },
  });
  const built = await buildGateway({ config, log, metrics: createMetrics('gateway'), version: '0' });
  const url = await built.app.listen({ port: 0, host: '127.0.0.1' });
  const clients: Client[] = [];
  let stopped = false;
  const stop = async () => {
    if (stopped) return;
    stopped = true;
    await built.app.close();
    for (const client of clients) await client.dispose();
    for (const part of [...built.parts].reverse()) await part.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return {
    url,
    supergraphPath,
    logged,
    drain: built.drain,
    async ask(query, { headers = {}, variables } = {}) {
      const {
        statusCode,
        headers: answered,
        body,
      } = await request(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return { status: statusCode, headers: answered, ...((await body.json()) as object) };
    },
    socket(connectionParams) {
      const client = createClient({
        url: `${url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        ...(connectionParams ? { connectionParams } : {}),
      });
      clients.push(client);
      return client;
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
