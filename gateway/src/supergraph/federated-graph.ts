import { ApolloGateway } from '@apollo/gateway';
import type { GatewayExecutor, GatewayInterface } from '@apollo/server-gateway-interface';
import type { Logger } from '@visiobook/service';
import { type GraphQLSchema, getVariableValues } from 'graphql';
import { type AccessRules, readAccessRules } from '../access/access-rules.ts';
import { declineApolloTelemetry } from '../config.ts';
import type { GatewayContext } from '../context.ts';
import { withDefer, withoutDefer } from '../deferral/defer-directive.ts';
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
  /** What it asks of viewers. */
  rules(): AccessRules;
  /** The current version of the supergraph. */
  snapshot(): Snapshot;
}

export interface FederatedGraphOptions {
  path: string;
  subgraphs: Subgraphs;
  /** Labels of `@override` that are active for all operations. */
  overrideLabels: ReadonlySet<string>;
  log: Logger;
}

/** Apollo's gateway over our subgraph clients, loaded from a file that may change while it serves. */
export function createFederatedGraph({
  path,
  subgraphs,
  overrideLabels,
  log,
}: FederatedGraphOptions): FederatedGraph {
  declineApolloTelemetry();
  const gateway = new ApolloGateway({
    supergraphSdl: watchSupergraph(path, log),
    buildService: ({ name, url }) => subgraphs.add(name, url ?? '').source,
    logger: quietly(log),
    __exposeQueryPlanExperimental: false,
  });
  let loaded: { schema: GraphQLSchema; sdl: string; rules: AccessRules } | undefined;
  let apolloExecutor: GatewayExecutor | null = null;
  const snapshots = new WeakMap<GraphQLSchema, Snapshot>();
  gateway.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) => {
    loaded = {
      schema: withDefer(apiSchema),
      sdl: coreSupergraphSdl,
      rules: readAccessRules(coreSupergraphSdl),
    };
  });
  const current = () => {
    if (!loaded) throw new Error('No supergraph is loaded.');
    return loaded;
  };
  const snapshotOf = ({ schema, sdl }: ReturnType<typeof current>): Snapshot => {
    const snapshot = snapshots.get(schema) ?? createSnapshot(schema, sdl, overrideLabels);
    snapshots.set(schema, snapshot);
    return snapshot;
  };
  const executeAll: GatewayExecutor = async (request) => {
    const version = current();
    // Fields that take a value from above them are the one thing that our planner leaves to Apollo's.
    if (USES_CONTEXT.test(version.sdl) && apolloExecutor)
      return apolloExecutor({ ...request, document: withoutDefer(request.document) });
    return executeOperation(snapshots.get(request.schema) ?? snapshotOf(version), {
      document: request.document,
      operation: request.operation,
      variables: request.request.variables ?? {},
      context: request.context as GatewayContext,
      sources: subgraphs.sources(),
    });
  };
  const executor: GatewayExecutor = async (request) => {
    const { allowed } = request.context as GatewayContext;
    if (!allowed) return executeAll(request);
    const { document, operation, key, complete } = allowed;
    // What is missing is put in its places in the whole answer.
    const { delivery: _, ...context } = request.context as GatewayContext;
    const result = await executeAll({
      ...request,
      context,
      document,
      operation,
      queryHash: `${request.queryHash} ${key}`,
    });
    const definitions = request.operation.variableDefinitions ?? [];
    const { coerced } = getVariableValues(request.schema, definitions, request.request.variables ?? {});
    return coerced ? complete(result, coerced) : result;
  };
  return {
    gateway: {
      // Only here is there @defer: subgraphs never see it.
      onSchemaLoadOrUpdate: (callback) =>
        gateway.onSchemaLoadOrUpdate((context) =>
          callback({ ...context, apiSchema: withDefer(context.apiSchema) }),
        ),
      load: async (options) => {
        apolloExecutor = (await gateway.load(options)).executor;
        snapshotOf(current());
        return { executor };
      },
      stop: () => gateway.stop(),
    },
    schema: () => current().schema,
    sdl: () => current().sdl,
    rules: () => current().rules,
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
