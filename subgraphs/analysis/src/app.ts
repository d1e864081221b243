import { createDb, pendingMigrations } from '@visiobook/db';
import { projectAccessCopy } from '@visiobook/db/project-access';
import * as tables from '@visiobook/db/tables/analysis';
import { subgraphSdl } from '@visiobook/schema/sdl';
import {
  type AppInput,
  type BuiltApp,
  createNeighbour,
  createServer,
  createSubgraphSchema,
  observeQueries,
  postgresPubSub,
  runsInFlight,
  serveGraphQL,
  startQueue,
  whenMigrated,
} from '@visiobook/service';
import { createLibraryReader } from './application/library-reader.ts';
import type { BookAnalyser, SceneWriter } from './application/ports.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { createLibrary } from './data/library.ts';
import { createSceneIndex } from './data/search/scene-index.ts';
import { createChat } from './generative/chat-client.ts';
import { createSceneWriter } from './generative/scene-writer.ts';
import { serveInternalRoutes } from './http/internal-routes.ts';
import { weightsFolder } from './models/engine.ts';
import { loadMeaning } from './models/meaning/load-meaning.ts';
import { resolvers } from './resolvers/index.ts';
import { workOnAnalyses } from './tasks/analyse-document.ts';
import { followProjects } from './tasks/project-events.ts';
import { createAnalysisPool } from './work/analysis-pool.ts';
import { inferenceMetrics } from './work/inference-metrics.ts';
import { createModelServer } from './work/model-server.ts';

/** Wires the service. Tests may give another engine. */
export async function buildApp(
  { config, log, metrics, version }: AppInput<Config>,
  analyser: BookAnalyser = analyserOf(config, metrics),
): Promise<BuiltApp> {
  const { platformKey, shutdownGraceMs } = config.common;
  const database = createDb({
    url: config.db.url,
    applicationName: 'visiobook-analysis',
    observer: observeQueries(metrics),
  });
  const { db } = database;
  const library = createLibrary(db);
  const access = projectAccessCopy(tables);
  const roles = {
    projectsOf: (userId: string) => access.projectsOf(db, userId),
    rolesOf: (userId: string, ids: readonly string[]) => access.rolesOf(db, userId, ids),
  };
  const { meaning, problem } = await loadMeaning(weightsFolder(config.models), config.search);
  const search = { index: createSceneIndex(db), meaning };
  const pending = () => pendingMigrations(database.sql, 'analysis');
  const { app, drain } = await createServer({
    service: 'analysis',
    version,
    log,
    metrics,
    checks: [
      {
        name: 'database_migrations',
        check: async () => {
          const missing = await pending();
          if (missing > 0) throw new Error(`${missing} migrations are missing`);
        },
      },
      {
        name: 'models',
        // Books are analysed without them, by the baseline.
        optional: true,
        check: async () => {
          const { problems: failed } = await analyser.engine();
          const problems = [...failed, ...(problem ? [problem] : [])];
          if (problems.length > 0) throw new Error(`The baseline stands in. ${problems.join(' ')}`);
        },
      },
    ],
  });
  announceEngine(analyser, log);
  if (problem) log.warn({ problem }, 'scenes are searched by words alone');
  serveInternalRoutes(app, { library, platformKey });
  const stopGraphQL = await serveGraphQL<Context>({
    app,
    schema: createSubgraphSchema(subgraphSdl('analysis'), resolvers),
    platformKey,
    log,
    metrics,
    createContext: (base) => ({ ...base, library: createLibraryReader(library, roles, base.viewer, search) }),
  });

  const pubsub = postgresPubSub(database.sql, 'analysis');
  const stopping = new AbortController();
  // Jobs are taken once the tables are there; until then this process answers /health and waits.
  const working = whenMigrated(pending, log, stopping.signal).then(async () => {
    if (stopping.signal.aborted) return undefined;
    const queue = await startQueue({ url: config.db.url, service: 'analysis', log, metrics });
    const runs = await runsInFlight(pubsub);
    const storage = createNeighbour({ service: 'analysis', url: config.storageUrl, platformKey });
    await followProjects({ db, queue, runs });
    await workOnAnalyses({
      db,
      queue,
      runs,
      storage,
      analyser,
      meaning,
      writer: writerOf(config, log, metrics),
      metrics,
      workers: config.workers,
    });
    return queue;
  });
  working.catch((error: unknown) => {
    log.fatal({ error }, 'the queue could not be started');
    process.kill(process.pid, 'SIGTERM');
  });

  return {
    app,
    drain,
    parts: [
      { name: 'database', stop: () => database.close() },
      { name: 'pubsub', stop: () => pubsub.close() },
      { name: 'analyser', stop: () => analyser.close() },
      {
        name: 'queue',
        stop: async () => {
          stopping.abort();
          await (await working)?.stop(shutdownGraceMs / 2);
        },
      },
      { name: 'graphql', stop: stopGraphQL },
    ],
  };
}

/** Workers for the rules and, shared by them, processes that hold the models and are warm for the first book. */
function analyserOf(config: Config, metrics: AppInput<Config>['metrics']): BookAnalyser {
  const monitor = inferenceMetrics(metrics);
  const maxMb = config.workerMaxMb;
  const models = createModelServer({
    models: config.models,
    processes: config.modelProcesses,
    timeoutMs: config.modelTimeoutMs,
    maxMb,
    monitor,
  });
  return createAnalysisPool({ size: config.workers, settings: config.models, models, maxMb, monitor });
}

function writerOf(
  { generative }: Config,
  log: AppInput<Config>['log'],
  metrics: AppInput<Config>['metrics'],
): SceneWriter | null {
  if (!generative) return null;
  const { model } = generative;
  const onInference = (name: string, seconds: number) =>
    metrics.inferenceDuration.observe({ model: name }, seconds);
  return createSceneWriter({ chat: createChat(generative), model, log, onInference });
}

/** Says what the engine runs, as soon as that is known. */
function announceEngine(analyser: BookAnalyser, log: AppInput<Config>['log']): void {
  analyser.engine().then(
    ({ version, backend, refused, problems }) => {
      for (const problem of problems) log.warn({ problem }, 'a model cannot run; the baseline stands in');
      log.info({ engine: version, backend, refused }, 'the engine is ready');
    },
    (error: unknown) => log.error({ error }, 'the engine could not be started'),
  );
}
