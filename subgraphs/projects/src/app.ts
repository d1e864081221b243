import { createDb, pendingMigrations } from '@visiobook/db';
import { subgraphSdl } from '@visiobook/schema/compose';
import {
  type AppInput,
  type BuiltApp,
  createServer,
  createSubgraphSchema,
  observeQueries,
  postgresPubSub,
  queueWhenReady,
  serveGraphQL,
  startQueue,
  traceHeaders,
  whenMigrated,
} from '@visiobook/service';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { readersOf, transactions } from './data/stores.ts';
import type { Deps } from './domain/ports.ts';
import { createLoaders } from './loaders.ts';
import { resolvers } from './resolvers/index.ts';
import { consumeReports } from './work/consume-reports.ts';
import { sweepStalledRuns } from './work/sweep-stalled-runs.ts';

const SERVICE = 'projects';
/** NOTIFY channel on which readers of progress are woken. */
const CHANNEL = 'visiobook_projects';

export async function buildProjects({ config, log, metrics, version }: AppInput<Config>): Promise<BuiltApp> {
  const { url } = config.db;
  const { common, pipeline } = config;
  const client = createDb({ url, applicationName: 'visiobook-projects', observer: observeQueries(metrics) });
  const pubsub = postgresPubSub(client.sql, CHANNEL);
  const readers = readersOf(client.db);
  const queue = queueWhenReady();
  const deps: Deps = {
    transaction: transactions(client.db, queue),
    wake: (topic) =>
      pubsub.publish(topic).catch((error: unknown) => {
        // What was done is done: readers find it at their next look.
        log.warn({ error, topic }, 'Readers could not be woken.');
      }),
    count: (operation) => metrics.operations.inc({ operation, outcome: 'done' }),
    timeStage: (stage, seconds) => metrics.generationDuration.observe({ stage }, seconds),
    trace: traceHeaders,
  };

  const pending = () => pendingMigrations(client.sql, SERVICE);
  const { app, drain } = await createServer({
    service: SERVICE,
    version,
    log,
    metrics,
    checks: [
      {
        name: 'database_migrations',
        async check() {
          const missing = await pending();
          if (missing > 0) throw new Error(`${missing} migrations are pending`);
        },
      },
      {
        name: 'external_dependencies',
        async check() {
          if (!queue.isOpen()) throw new Error('the queue is not open yet');
        },
      },
    ],
  });
  const stopGraphQL = await serveGraphQL<Context>({
    app,
    schema: createSubgraphSchema(subgraphSdl(SERVICE), resolvers),
    platformKey: common.platformKey,
    log,
    metrics,
    createContext: (base) => ({
      ...base,
      loaders: createLoaders(readers, base.viewer.kind === 'USER' ? base.viewer.id : null),
      readers,
      deps,
      pubsub,
    }),
  });

  // In the background, because /health must answer while migrations are awaited.
  const stopping = new AbortController();
  const work = startWork();
  async function startWork() {
    await whenMigrated(pending, log, stopping.signal);
    if (stopping.signal.aborted) return undefined;
    const started = await startQueue({ url, service: SERVICE, log, metrics });
    queue.open(started);
    await consumeReports(started, deps);
    const { stallMs, maxResends, sweepMs } = pipeline;
    const sweeper = sweepStalledRuns({
      runs: readers.runs,
      deps,
      log,
      everyMs: sweepMs,
      stallMs,
      maxResends,
    });
    return { queue: started, sweeper };
  }

  return {
    app,
    drain,
    parts: [
      { name: 'database', stop: () => client.close() },
      { name: 'pub/sub', stop: () => pubsub.close() },
      {
        name: 'work',
        async stop() {
          stopping.abort();
          const started = await work;
          await started?.sweeper.stop();
          await started?.queue.stop(common.shutdownGraceMs / 2);
        },
      },
      { name: 'streams', stop: stopGraphQL },
    ],
  };
}
