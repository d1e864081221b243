import type { GraphQLDataSource } from '@apollo/gateway';
import type { Logger, Metrics } from '@visiobook/service';
import type { Flights } from '../execution/flights.ts';
import { createCallSubgraph, type ResilienceOptions } from './call-subgraph.ts';
import { createReplica } from './replica.ts';
import { createSignedViewer } from './signed-viewer.ts';
import { createSubgraphSocket, type SubgraphSocket } from './subgraph-socket.ts';
import { createSubgraphSource, type SubgraphSource } from './subgraph-source.ts';

export interface Subgraph {
  name: string;
  /** Queries and mutations. */
  source: SubgraphSource;
  /** Subscriptions; opened when first used. */
  socket: SubgraphSocket;
}

export interface SubgraphsOptions extends ResilienceOptions {
  /** Addresses by name, which win over those of the supergraph; several where a subgraph has replicas. */
  urls: Readonly<Record<string, string | readonly string[]>>;
  /** Signs who asks; without it nothing is said of that. */
  platformKey: string | undefined;
  returnHeaders: readonly string[];
  /** For one call, by the subgraph's name; others have `timeoutMs`. */
  timeouts: Readonly<Record<string, number>>;
  connectTimeoutMs: number;
  /** Most connections to one subgraph. */
  connections: number;
  /** When the calls to an address stop for a while. */
  circuit: { failures: number; openMs: number };
  /** No operation takes longer. */
  operationMs: number;
  /** Calls that ask the same at one time are made once. */
  flights: Flights | undefined;
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

interface Opened {
  addresses: string;
  subgraph: Subgraph;
  /** Ends its connections. */
  close(): Promise<void>;
}

/** The subgraphs that the supergraph names, each with a pool of kept-alive connections and one socket. */
export function createSubgraphs(options: SubgraphsOptions): Subgraphs {
  const known = new Map<string, Opened>();
  const retired = new Map<Opened, NodeJS.Timeout>();
  const signed = options.platformKey === undefined ? undefined : createSignedViewer(options.platformKey);
  let sources: Record<string, GraphQLDataSource> | undefined;

  const open = (name: string, urls: readonly string[]) => {
    const replicas = urls.map((url) =>
      createReplica({
        ...options,
        url,
        onCircuit: (state) => {
          options.log.warn({ subgraph: name, url, state }, 'a circuit changed');
          options.metrics.circuitBreakers.set({ name: `${name} ${url}` }, state === 'open' ? 1 : 0);
        },
      }),
    );
    const socket = createSubgraphSocket({ ...options, name, urls });
    const call = createCallSubgraph(replicas, {
      ...options,
      timeoutMs: options.timeouts[name] ?? options.timeoutMs,
    });
    const source = createSubgraphSource({ name, call, signed, ...options });
    const close = async () => {
      await Promise.all(replicas.map((replica) => replica.close()));
    };
    return { addresses: urls.join(), subgraph: { name, source, socket }, close };
  };

  /** Its streams go elsewhere at once. What runs was planned with it, and may yet have calls to make. */
  const retire = (old: Opened) => {
    const warn = (error: unknown) =>
      options.log.warn({ error, subgraph: old.subgraph.name }, 'old connections');
    old.subgraph.socket.close().catch(warn);
    const close = () => {
      retired.delete(old);
      old.close().catch(warn);
    };
    retired.set(old, setTimeout(close, options.operationMs).unref());
  };

  return {
    add(name, declaredUrl) {
      const urls = [options.urls[name] ?? declaredUrl].flat();
      const present = known.get(name);
      if (present?.addresses === urls.join()) return present.subgraph;
      const opened = open(name, urls);
      known.set(name, opened);
      sources = undefined;
      if (present) retire(present);
      return opened.subgraph;
    },
    get(name) {
      const entry = known.get(name);
      if (!entry) throw new Error(`The supergraph has no subgraph named ${name}.`);
      return entry.subgraph;
    },
    sources() {
      sources ??= Object.fromEntries(
        Array.from(known, ([name, { subgraph }]) => [name, subgraph.source as GraphQLDataSource]),
      );
      return sources;
    },
    check: async () => {
      const answers = Array.from(known, async ([name, { subgraph }]) =>
        (await subgraph.source.isAlive()) ? [] : [name],
      );
      const silent = (await Promise.all(answers)).flat();
      if (silent.length > 0) throw new Error(`no answer from ${silent.join(', ')}`);
    },
    close: async () => {
      for (const timer of retired.values()) clearTimeout(timer);
      await Promise.all(Array.from(known.values(), ({ subgraph }) => subgraph.socket.close()));
      await Promise.all(Array.from([...known.values(), ...retired.keys()], ({ close }) => close()));
    },
  };
}
