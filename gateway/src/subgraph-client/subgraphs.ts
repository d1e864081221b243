import type { GraphQLDataSource } from '@apollo/gateway';
import type { Logger, Metrics } from '@visiobook/service';
import { Pool } from 'undici';
import { createSubgraphSocket, type SubgraphSocket } from './subgraph-socket.ts';
import { createSubgraphSource, type SubgraphSource } from './subgraph-source.ts';

export interface Subgraph {
  name: string;
  /** Queries and mutations. */
  source: SubgraphSource;
  /** Subscriptions; opened when first used. */
  socket: SubgraphSocket;
}

export interface SubgraphsOptions {
  /** Addresses by name, which win over those of the supergraph. */
  urls: Readonly<Record<string, string>>;
  platformKey: string;
  timeoutMs: number;
  connectTimeoutMs: number;
  /** Most connections to one subgraph. */
  connections: number;
  log: Logger;
  metrics: Metrics;
}

export interface Subgraphs {
  /** The client of a subgraph, made when it is new or its address changed. */
  add(name: string, url: string): Subgraph;
  get(name: string): Subgraph;
  /** The data sources by name, as plans ask for them. */
  sources(): Record<string, GraphQLDataSource>;
  /** @throws Error that names the subgraphs that do not answer. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** The subgraphs that the supergraph names, each with a pool of kept-alive connections and one socket. */
export function createSubgraphs(options: SubgraphsOptions): Subgraphs {
  const known = new Map<string, { url: string; subgraph: Subgraph; close(): Promise<void> }>();

  const open = (name: string, url: string) => {
    const { origin } = new URL(url);
    const pool = new Pool(origin, {
      connections: options.connections,
      // One request at a time on a connection: a slow answer must not hold up the one behind it.
      pipelining: 1,
      keepAliveTimeout: 30_000,
      connect: { timeout: options.connectTimeoutMs },
    });
    const socket = createSubgraphSocket({ name, url, ...options });
    const source = createSubgraphSource({ name, url, pool, ...options });
    const close = async () => {
      await socket.close();
      await pool.close();
    };
    return { url, subgraph: { name, source, socket }, close };
  };

  return {
    add(name, declaredUrl) {
      const url = options.urls[name] ?? declaredUrl;
      const present = known.get(name);
      if (present?.url === url) return present.subgraph;
      const opened = open(name, url);
      known.set(name, opened);
      // What still runs over the old connections may end; new work takes the new ones.
      present
        ?.close()
        .catch((error: unknown) => options.log.warn({ error, subgraph: name }, 'old connections'));
      return opened.subgraph;
    },
    get(name) {
      const entry = known.get(name);
      if (!entry) throw new Error(`The supergraph has no subgraph named ${name}.`);
      return entry.subgraph;
    },
    sources: () =>
      Object.fromEntries(
        Array.from(known, ([name, { subgraph }]) => [name, subgraph.source as GraphQLDataSource]),
      ),
    check: async () => {
      const answers = Array.from(known, async ([name, { subgraph }]) =>
        (await subgraph.source.isAlive()) ? [] : [name],
      );
      const silent = (await Promise.all(answers)).flat();
      if (silent.length > 0) throw new Error(`no answer from ${silent.join(', ')}`);
    },
    close: async () => {
      await Promise.all(Array.from(known.values(), ({ close }) => close()));
    },
  };
}
