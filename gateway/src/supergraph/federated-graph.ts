import { ApolloGateway } from '@apollo/gateway';
import type { GatewayExecutor, GatewayInterface } from '@apollo/server-gateway-interface';
import type { Logger } from '@visiobook/service';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { type AccessRules, readAccessRules } from '../access/access-rules.ts';
import { authorize } from '../access/authorize.ts';
import { declineApolloTelemetry } from '../config.ts';
import type { GatewayContext, UnsignedViewer } from '../context.ts';
import { executeOperation } from '../execution/execute-operation.ts';
import type { Subgraphs } from '../subgraph-client/subgraphs.ts';
import { createSnapshot, type Snapshot } from './snapshot.ts';
import { watchSupergraph } from './watch-supergraph.ts';

export interface FederatedGraph {
  /** What Apollo Server runs: Apollo's gateway loads and reloads, our executor answers. */
  gateway: GatewayInterface;
  /** The schema that clients see now. @throws Error before the first load. */
  schema(): GraphQLSchema;
  /** The supergraph that is served now. */
  sdl(): string;
  /** Refuses what the viewer may not have. @throws AppError UNAUTHENTICATED | FORBIDDEN */
  authorize(document: DocumentNode, operation: OperationDefinitionNode, viewer: UnsignedViewer): void;
  /** The current version of the supergraph. */
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
  let loaded: { schema: GraphQLSchema; sdl: string; rules: AccessRules; usesContext: boolean } | undefined;
  let apolloExecutor: GatewayExecutor | null = null;
  const snapshots = new WeakMap<GraphQLSchema, Snapshot>();
  gateway.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) => {
    loaded = {
      schema: apiSchema,
      sdl: coreSupergraphSdl,
      rules: readAccessRules(coreSupergraphSdl),
      usesContext: USES_CONTEXT.test(coreSupergraphSdl),
    };
  });
  const current = () => {
    if (!loaded) throw new Error('No supergraph is loaded.');
    return loaded;
  };
  const snapshotOf = ({ schema, sdl }: ReturnType<typeof current>): Snapshot => {
    const snapshot = snapshots.get(schema) ?? createSnapshot(schema, sdl);
    snapshots.set(schema, snapshot);
    return snapshot;
  };
  const executor: GatewayExecutor = async (request) => {
    const version = current();
    // Fields that take a value from above them are the one thing that our planner leaves to Apollo's.
    if (version.usesContext && apolloExecutor) return apolloExecutor(request);
    return executeOperation(snapshots.get(request.schema) ?? snapshotOf(version), {
      document: request.document,
      operation: request.operation,
      variables: request.request.variables ?? {},
      context: request.context as GatewayContext,
      sources: subgraphs.sources(),
    });
  };
  return {
    gateway: {
      onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
      load: async (options) => {
        apolloExecutor = (await gateway.load(options)).executor;
        snapshotOf(current());
        return { executor };
      },
      stop: () => gateway.stop(),
    },
    schema: () => current().schema,
    sdl: () => current().sdl,
    authorize: (document, operation, viewer) => authorize(current(), document, operation, viewer),
    snapshot: () => snapshotOf(current()),
  };
}

const USES_CONTEXT = /contextArguments:\s*\[\s*\{/;

/** Apollo's logger interface; its chatter at info is debug to us. */
function quietly(log: Logger) {
  return {
    debug: (message: string) => log.debug(message),
    info: (message: string) => log.debug(message),
    warn: (message: string) => log.warn(message),
    error: (message: string) => log.error(message),
  };
}
