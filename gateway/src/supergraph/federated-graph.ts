import { ApolloGateway } from '@apollo/gateway';
import type { Logger } from '@visiobook/service';
import type { GraphQLSchema } from 'graphql';
import { declineApolloTelemetry } from '../config.ts';
import type { Subgraphs } from '../subgraph-client/subgraphs.ts';
import { createSnapshot, type Snapshot } from './snapshot.ts';
import { watchSupergraph } from './watch-supergraph.ts';

export interface FederatedGraph {
  gateway: ApolloGateway;
  /** The schema that clients see now. @throws Error before the first load. */
  schema(): GraphQLSchema;
  /** The current version of the supergraph, for subscriptions. */
  snapshot(): Snapshot;
}

export interface FederatedGraphOptions {
  path: string;
  subgraphs: Subgraphs;
  log: Logger;
}

/** Apollo's gateway over our subgraph clients, loaded from a file that may change while it serves. */
export function createFederatedGraph({ path, subgraphs, log }: FederatedGraphOptions): FederatedGraph {
  declineApolloTelemetry();
  const gateway = new ApolloGateway({
    supergraphSdl: watchSupergraph(path, log),
    buildService: ({ name, url }) => subgraphs.add(name, url ?? '').source,
    logger: quietly(log),
    __exposeQueryPlanExperimental: false,
  });
  let loaded: { schema: GraphQLSchema; sdl: string } | undefined;
  let snapshot: Snapshot | undefined;
  gateway.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) => {
    loaded = { schema: apiSchema, sdl: coreSupergraphSdl };
    snapshot = undefined;
  });
  const current = () => {
    if (!loaded) throw new Error('No supergraph is loaded.');
    return loaded;
  };
  return {
    gateway,
    schema: () => current().schema,
    snapshot: () => {
      snapshot ??= createSnapshot(current().schema, current().sdl);
      return snapshot;
    },
  };
}

/** Apollo's logger interface; its chatter at info is debug to us. */
function quietly(log: Logger) {
  return {
    debug: (message: string) => log.debug(message),
    info: (message: string) => log.debug(message),
    warn: (message: string) => log.warn(message),
    error: (message: string) => log.error(message),
  };
}
