import { ApolloGateway } from '@apollo/gateway';
import type { GatewayExecutor, GatewayInterface } from '@apollo/server-gateway-interface';
import type { Logger } from '@visiobook/service';
import { type ExecutionResult, type GraphQLSchema, OperationTypeNode } from 'graphql';
import { type AccessRules, readAccessRules } from '../access/access-rules.ts';
import { declineApolloTelemetry } from '../config.ts';
import type { GatewayContext } from '../context.ts';
import { withDefer } from '../deferral/defer-directive.ts';
import { executeOperation } from '../execution/execute-operation.ts';
import type { Flights } from '../execution/flights.ts';
import type { Turns } from '../execution/turns.ts';
import { coerceVariables } from '../operations/coerce-variables.ts';
import type { OperationToRun, RunOperation } from '../operations/run-known.ts';
import type { Subgraphs } from '../subgraph-client/subgraphs.ts';
import { createSnapshot, type Snapshot } from './snapshot.ts';
import type { SupergraphSource } from './supergraph-source.ts';
import { watchSupergraph } from './watch-supergraph.ts';

export interface FederatedGraph {
  /** What Apollo Server runs: Apollo's gateway loads and reloads, our executor answers. */
  gateway: GatewayInterface;
  /** The same for who has checked an operation already. */
  run: RunOperation;
  /** The schema that clients see now. @throws Error before the first load. */
  schema(): GraphQLSchema;
  /** The supergraph that is served now. */
  sdl(): string;
  /** What it asks of viewers. */
  rules(): AccessRules;
  /** The current version of the supergraph. */
  snapshot(): Snapshot;
  /** Is awaited with each new version before that goes live. */
  beforeReload(prepare: (next: Snapshot) => Promise<void>): void;
  /** Is called as soon as a new version is live. @returns stops calling */
  afterReload(tell: () => void): () => void;
}

export interface FederatedGraphOptions {
  source: SupergraphSource;
  subgraphs: Subgraphs;
  /** Labels of `@override` that are active for all operations. */
  overrideLabels: ReadonlySet<string>;
  /** Queries that ask the same at one time are answered once. */
  flights: Flights | undefined;
  turns: Turns;
  log: Logger;
}

/** Apollo's gateway over our subgraph clients, over a supergraph that may change while it serves. */
export function createFederatedGraph({
  source,
  subgraphs,
  overrideLabels,
  flights,
  turns,
  log,
}: FederatedGraphOptions): FederatedGraph {
  declineApolloTelemetry();
  const preparers = new Set<(next: Snapshot) => Promise<void>>();
  const listeners = new Set<() => void>();
  let prepared: { sdl: string; snapshot: Snapshot } | undefined;
  const prepare = async (sdl: string) => {
    const snapshot = createSnapshot(undefined, sdl, overrideLabels);
    for (const each of preparers) await each(snapshot);
    prepared = { sdl, snapshot };
  };
  const gateway = new ApolloGateway({
    supergraphSdl: watchSupergraph({ source, prepare, log }),
    buildService: ({ name, url }) => subgraphs.add(name, url ?? '').source,
    logger: quietly(log),
    __exposeQueryPlanExperimental: false,
  });
  let loaded: { schema: GraphQLSchema; sdl: string; rules: AccessRules } | undefined;
  const snapshots = new WeakMap<GraphQLSchema, Snapshot>();
  gateway.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) => {
    const schema = withDefer(apiSchema);
    loaded = {
      schema,
      sdl: coreSupergraphSdl,
      rules: readAccessRules(coreSupergraphSdl),
    };
    if (prepared?.sdl === coreSupergraphSdl) snapshots.set(schema, prepared.snapshot);
    prepared = undefined;
    // Apollo Server is told after us, and whoever asks it must find the new version there too.
    queueMicrotask(() => {
      for (const tell of listeners) tell();
    });
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
  const runAll = async ({ schema, ...request }: OperationToRun): Promise<ExecutionResult> => {
    const version = current();
    const isMutation = request.operation.operation === OperationTypeNode.MUTATION;
    try {
      return await executeOperation(snapshots.get(schema) ?? snapshotOf(version), {
        ...request,
        sources: subgraphs.sources(),
        flights,
        turns,
      });
    } finally {
      // Who has seen a mutation's answer must not be shown what was read before it.
      if (isMutation) flights?.close();
    }
  };
  const run = async (request: OperationToRun): Promise<ExecutionResult> => {
    const { allowed, delivery: _whole, ...context } = request.context;
    if (!allowed) return runAll(request);
    const { document, operation, complete } = allowed;
    // What is put in its place afterwards is put into the whole answer, so it comes as a whole.
    const result = await runAll({ ...request, context, document, operation });
    const { coerced } = coerceVariables(request.schema, request.operation, request.variables);
    return coerced ? complete(result, coerced) : result;
  };
  const executor: GatewayExecutor = ({ schema, document, operation, request, context }) => {
    const given = context as GatewayContext;
    const { variables = {} } = request;
    return given.outcome ?? run({ schema, document, operation, variables, context: given });
  };
  return {
    gateway: {
      // Only here is there @defer: subgraphs never see it.
      onSchemaLoadOrUpdate: (callback) =>
        gateway.onSchemaLoadOrUpdate((context) =>
          callback({ ...context, apiSchema: withDefer(context.apiSchema) }),
        ),
      load: async (options) => {
        await gateway.load(options);
        snapshotOf(current());
        return { executor };
      },
      stop: () => gateway.stop(),
    },
    run,
    schema: () => current().schema,
    sdl: () => current().sdl,
    rules: () => current().rules,
    snapshot: () => snapshotOf(current()),
    beforeReload: (each) => void preparers.add(each),
    afterReload: (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
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
