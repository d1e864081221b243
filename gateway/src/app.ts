import { type AppInput, type BuiltApp, createServer } from '@visiobook/service';
import { createJudge } from './access/create-judge.ts';
import { createGuardAccess } from './access/guard-access.ts';
import { authenticateNobody, createAuthenticate } from './auth/authenticate.ts';
import { createIdentifyCaller } from './auth/identify-caller.ts';
import { createTokenVerifier } from './auth/token-verifier.ts';
import type { GatewayConfig } from './config.ts';
import { deferRules } from './deferral/defer-rules.ts';
import { createFormatError } from './errors/format-error.ts';
import { createFlights } from './execution/flights.ts';
import { createTurns } from './execution/turns.ts';
import { createApollo } from './http/create-apollo.ts';
import { addSecurityHeaders } from './http/security-headers.ts';
import { serveGraphQL } from './http/serve-graphql.ts';
import { serveRevocations } from './http/serve-revocations.ts';
import { createCostBudgets } from './limits/cost-budgets.ts';
import { createLimitCost } from './limits/limit-cost.ts';
import { createLimitRate } from './limits/rate-limit.ts';
import { createAdmit } from './operations/admit.ts';
import { createCheckOperation } from './operations/check-operation.ts';
import { createExecuteOnce } from './operations/execute-once.ts';
import { createGuardOperation } from './operations/guard-operation.ts';
import { heightLimit } from './operations/height-limit.ts';
import { createOpen } from './operations/open-operation.ts';
import { operationLimits } from './operations/operation-limits.ts';
import { createRunKnown } from './operations/run-known.ts';
import { createPartners } from './persisted/create-partners.ts';
import { createDocumentStore } from './persisted/document-store.ts';
import { createManifestStore } from './persisted/manifest-store.ts';
import { byKindOfSender } from './persisted/operation-store.ts';
import { createResolveText } from './persisted/resolve-text.ts';
import { createWarmUp } from './persisted/warm-up.ts';
import { proxyFiles } from './proxy/proxy-files.ts';
import { proxyJwks } from './proxy/proxy-jwks.ts';
import { connectRedis } from './redis/connect-redis.ts';
import { createStores } from './redis/create-stores.ts';
import { createSubgraphs } from './subgraph-client/subgraphs.ts';
import { createRunSubscription } from './subscriptions/run-subscription.ts';
import { serveWebSockets } from './subscriptions/serve-websockets.ts';
import { createEnterStream } from './subscriptions/stream-limits.ts';
import { createSource } from './supergraph/create-source.ts';
import { createFederatedGraph } from './supergraph/federated-graph.ts';
import { createObserveOperation } from './telemetry/observe-operation.ts';
import { createOperationLabels } from './telemetry/operation-labels.ts';
import { createWatchCost } from './telemetry/watch-costs.ts';

const PATH = '/graphql';

/** Constructs the whole gateway; nothing else does. */
export async function buildGateway({
  config,
  log,
  metrics,
  version,
}: AppInput<GatewayConfig>): Promise<BuiltApp> {
  const { platformKey, operationMs } = config;
  const flights = config.shareQueries ? createFlights() : undefined;
  const subgraphs = createSubgraphs({ ...config.subgraphs, platformKey, operationMs, flights, log, metrics });
  const source = createSource(config.supergraph, log);
  const { overrideLabels } = config;
  const graph = createFederatedGraph({
    source,
    subgraphs,
    overrideLabels,
    flights,
    turns: createTurns(),
    log,
  });
  const formatError = createFormatError(log, metrics, config.exposeErrors);
  const { modes, apqCharacters } = config.persisted;
  const manifest = await createManifestStore({ ...config.persisted, log });
  const partners = createPartners(config.partnerOperations, platformKey, log);
  const published = byKindOfSender(manifest, partners);
  const documents = createDocumentStore();
  const redis = config.redis && (await connectRedis({ ...config.redis, log }));
  const stores = createStores(redis, { apqCharacters });
  const { revocations } = stores;
  const authenticate = config.isAuthOn
    ? createAuthenticate(createTokenVerifier(config.auth), revocations.isRevoked)
    : authenticateNobody;
  const identify = createIdentifyCaller(authenticate, config);
  const limitRate = createLimitRate(stores.buckets, config.rateLimits);
  const admit = createAdmit(
    limitRate,
    createResolveText({ published, modes, store: stores.queries, log }),
    config.values,
  );
  const rules = [operationLimits(config.limits), heightLimit(config.height), ...deferRules];
  const { introspection } = config;
  const maxTokens = config.limits.tokens;
  const labels = createOperationLabels();
  const guard = createGuardOperation({
    schema: graph.schema,
    rules: graph.rules,
    guardAccess: createGuardAccess(config.access.mode, createJudge(config.access, platformKey)),
    limitCost: createLimitCost({
      schema: graph.schema,
      sdl: graph.sdl,
      ...config.cost,
      pay: createCostBudgets(stores.buckets, config.costBudgets),
    }),
  });
  const observe = createObserveOperation({ metrics, labels, slowMs: config.slowOperationMs, log });
  const watchCost = createWatchCost({ metrics, labels, scope: config.costScope });
  const apollo = createApollo({
    graph,
    introspection,
    maxTokens,
    documents,
    guard,
    watchCost,
    observe,
    rules,
    formatError,
    planScope: config.planScope,
    log,
  });
  const { schema, run } = graph;
  const runKnown = createRunKnown({ schema, run, documents, guard, observe, watchCost, formatError });
  await apollo.start();
  const check = createCheckOperation({ maxTokens, introspection, rules });
  const warmUp = createWarmUp({ check, documents, log });
  await warmUp(graph.snapshot(), manifest.all());
  graph.beforeReload((next) => warmUp(next, manifest.all()));
  graph.afterReload(() => documents.keepOnly(graph.schema()));
  manifest.beforeChange((operations) => warmUp(graph.snapshot(), operations));

  const { app, drain } = await createServer({
    service: 'gateway',
    version,
    log,
    metrics,
    checks: [
      { name: 'supergraph', check: async () => void graph.schema() },
      { name: 'external_dependencies', check: subgraphs.check, optional: true },
    ],
    bodyLimit: config.limits.bodyBytes,
    // Uploads take as long as they take; GraphQL's bodies have a limit of their own (body-in-time.ts).
    requestTimeout: 0,
    headersTimeout: config.headersMs,
  });
  await addSecurityHeaders(app, {
    origins: config.corsOrigins,
    forwardHeaders: config.forwardHeaders,
    returnHeaders: config.subgraphs.returnHeaders,
  });
  const runSubscription = createRunSubscription({
    ...config.subscriptions,
    snapshot: graph.snapshot,
    afterReload: graph.afterReload,
    subgraphs,
    formatError,
    log,
  });
  const open = createOpen({
    schema: graph.schema,
    afterReload: graph.afterReload,
    check,
    runSubscription,
    guard,
    executeOnce: createExecuteOnce(apollo, runKnown, operationMs),
    enterStream: createEnterStream(config.subscriptions.perViewer, metrics),
    revocations,
    formatError,
  });
  const { slowMs } = config.sockets;
  await serveGraphQL({
    app,
    path: PATH,
    apollo,
    runKnown,
    identify,
    admit,
    open,
    formatError,
    operationMs,
    slowMs,
  });
  // These are of our platform; in front of somebody else's subgraphs there is nobody behind them.
  if (platformKey !== undefined) serveRevocations(app, revocations, platformKey);
  const closeSockets = serveWebSockets({
    app,
    path: PATH,
    identify,
    admit,
    open,
    formatError,
    origins: config.corsOrigins,
    limits: config.sockets,
    log,
  });
  const closeFiles = platformKey === undefined ? undefined : await proxyFiles({ app, ...config.files });
  if (platformKey !== undefined && config.isAuthOn) proxyJwks(app, config.auth.jwksUrl);
  // Streams would keep the listener from closing for as long as they last.
  app.addHook('preClose', closeSockets);

  return {
    app,
    drain,
    parts: [
      { name: 'manifest', stop: () => manifest.stop() },
      { name: 'shared stores', stop: async () => redis?.close() },
      { name: 'subgraphs', stop: () => subgraphs.close() },
      { name: 'files', stop: async () => closeFiles?.() },
      { name: 'graph', stop: () => apollo.stop() },
    ],
  };
}
