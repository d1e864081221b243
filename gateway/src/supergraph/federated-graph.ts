import { ApolloGateway } from '@apollo/gateway';
import type { Logger } from '@visiobook/service';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { type AccessRules, readAccessRules } from '../access/access-rules.ts';
import { authorize } from '../access/authorize.ts';
import { declineApolloTelemetry } from '../config.ts';
import type { UnsignedViewer } from '../context.ts';
import type { Subgraphs } from '../subgraph-client/subgraphs.ts';
import { createSnapshot, type Snapshot } from './snapshot.ts';
import { watchSupergraph } from './watch-supergraph.ts';

export interface FederatedGraph {
  gateway: ApolloGateway;
  /** The schema that clients see now. @throws Error before the first load. */
  schema(): GraphQLSchema;
  /** The supergraph that is served now. */
  sdl(): string;
  /** Refuses what the viewer may not have. @throws AppError UNAUTHENTICATED | FORBIDDEN */
  authorize(document: DocumentNode, operation: OperationDefinitionNode, viewer: UnsignedViewer): void;
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
  let loaded: { schema: GraphQLSchema; sdl: string; rules: AccessRules } | undefined;
  let snapshot: Snapshot | undefined;
  gateway.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) => {
    loaded = { schema: apiSchema, sdl: coreSupergraphSdl, rules: readAccessRules(coreSupergraphSdl) };
    snapshot = undefined;
  });
  const current = () => {
    if (!loaded) throw new Error('No supergraph is loaded.');
    return loaded;
  };
  return {
    gateway,
    schema: () => current().schema,
    sdl: () => current().sdl,
    authorize: (document, operation, viewer) => authorize(current(), document, operation, viewer),
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
