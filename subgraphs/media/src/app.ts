import { createDb, pendingMigrations } from '@visiobook/db';
import { projectAccessCopy } from '@visiobook/db/project-access';
import * as tables from '@visiobook/db/tables/media';
import { subgraphSdl } from '@visiobook/schema/sdl';
import {
  type AppInput,
  type BuiltApp,
  createNeighbour,
  createServer,
  createSubgraphSchema,
  observeQueries,
  postgresPubSub,
  type Queue,
  runsInFlight,
  serveGraphQL,
  startQueue,
  whenMigrated,
} from '@visiobook/service';
import { createLibraryReader } from './application/library-reader.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { createLibrary } from './data/library.ts';
import { resolvers } from './resolvers/index.ts';
import { workOnStoryboards } from './tasks/assemble-storyboard.ts';
import { discardRuns } from './tasks/discard-run.ts';
import { exportDesk } from './tasks/export-desk.ts';
import { exportFollower } from './tasks/export-log.ts';
import { workOnAssets } from './tasks/make-assets.ts';
import { followProjects } from './tasks/project-events.ts';
import { workOnExports } from './tasks/render-export.ts';
import { createStudio } from './work/studio.ts';
import { createWorkFolder } from './work/work-folder.ts';

const HOUR_MS = 3600 * 1000;

/** Wires the service. */
export async function buildApp({ config, log, metrics, version }: AppInput<Config>): Promise<BuiltApp> {
  const { platformKey, shutdownGraceMs } = config.common;
  const database = createDb({
    url: config.db.url,
    applicationName: 'visiobook-media',
    observer: observeQueries(metrics),
  });
  const { db } = database;
  const library = createLibrary(db);
  const access = projectAccessCopy(tables);
  const roles = {
    rolesOf: (userId: string, ids: readonly string[]) => access.rolesOf(db, userId, ids),
  };
  const pubsub = postgresPubSub(database.sql, 'media');
  const exportLog = exportFollower(library, pubsub);
  let running: Queue | undefined;
  const desk = exportDesk({ db, queue: () => running });

  const pending = () => pendingMigrations(database.sql, 'media');
  const { app, drain } = await createServer({
    service: 'media',
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
    ],
  });
  const stopGraphQL = await serveGraphQL<Context>({
    app,
    schema: createSubgraphSchema(subgraphSdl('media'), resolvers),
    platformKey,
    log,
    metrics,
    createContext: (base) => ({
      ...base,
      library: createLibraryReader(library, roles, base.viewer),
      desk,
      exportLog,
    }),
  });

  const studio = createStudio({ size: config.scenes.workers });
  const folder = createWorkFolder(config.work);
  const sweeping = setInterval(() => {
    folder.sweep().catch((error: unknown) => log.warn({ error }, 'old work files could not be deleted'));
  }, HOUR_MS).unref();

  const stopping = new AbortController();
  // Jobs are taken once the tables are there; until then this process answers /health and waits.
  const working = whenMigrated(pending, log, stopping.signal).then(async () => {
    if (stopping.signal.aborted) return;
    const queue = await startQueue({ url: config.db.url, service: 'media', log, metrics });
    running = queue;
    const runs = await runsInFlight(pubsub);
    const neighbour = (url: string) => createNeighbour({ service: 'media', url, platformKey });
    const [storage, analysis] = [neighbour(config.storageUrl), neighbour(config.analysisUrl)];
    const parts = { db, queue, runs, pubsub, folder, metrics, storage, analysis };
    await followProjects(parts);
    await discardRuns(parts);
    await workOnAssets({
      ...parts,
      studio,
      concurrency: config.scenes.workers,
      perGroup: config.scenes.perOwner,
    });
    await workOnStoryboards(parts);
    await workOnExports({ ...parts, filmWorkers: config.filmWorkers });
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
      { name: 'work folder', stop: () => clearInterval(sweeping) },
      { name: 'studio', stop: () => studio.close() },
      {
        name: 'queue',
        stop: async () => {
          stopping.abort();
          await working.catch(() => {});
          await running?.stop(shutdownGraceMs / 2);
        },
      },
      { name: 'graphql', stop: stopGraphQL },
    ],
  };
}
