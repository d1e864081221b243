import { createDb, pendingMigrations } from '@visiobook/db';
import { subgraphSdl } from '@visiobook/schema/compose';
import {
  AppError,
  type AppInput,
  type BuiltApp,
  createServer,
  createSubgraphSchema,
  observeQueries,
  type Queue,
  serveGraphQL,
  startQueue,
  whenMigrated,
} from '@visiobook/service';
import type { StorageConfig } from './config.ts';
import type { Context } from './context.ts';
import { diskByteStore } from './data/disk-byte-store.ts';
import { diskPaths } from './data/disk-paths.ts';
import { diskUploads } from './data/disk-uploads.ts';
import { sharpImages } from './data/sharp-images.ts';
import { repositories as repositoriesOf, transactions } from './data/transactions.ts';
import { createUpload } from './domain/create-upload.ts';
import { deleteFile } from './domain/delete-file.ts';
import { finishUpload } from './domain/finish-upload.ts';
import { forgetProject } from './domain/forget-project.ts';
import { BookRefused } from './domain/ingest/book-refused.ts';
import { ingestBook } from './domain/ingest-book.ts';
import { keepGeneratedFile } from './domain/keep-generated-file.ts';
import { listFiles } from './domain/list-files.ts';
import { signedLinks } from './domain/signed-links.ts';
import { sweep } from './domain/sweep.ts';
import { sweepContents } from './domain/sweep-contents.ts';
import { downloadRoutes } from './http/download-routes.ts';
import { internalRoutes } from './http/internal-routes.ts';
import { uploadRoutes } from './http/upload-routes.ts';
import { uploadTurns } from './http/upload-turns.ts';
import { createLoaders } from './loaders.ts';
import { resolvers } from './resolvers/index.ts';
import { followProjects } from './tasks/follow-projects.ts';
import { workOnIngestDocument } from './tasks/ingest-document.ts';
import { repeat } from './tasks/repeat.ts';
import { runningJobs } from './tasks/running-jobs.ts';
import { IngestPool } from './work/ingest-pool.ts';

const SERVICE = 'storage';
/** One request may bring a whole upload over a slow line; stalled ones are ended by the upload route. */
const LONGEST_REQUEST_MS = 6 * 3600 * 1000;

/** Constructs the storage service; nothing else does. */
export async function buildApp({
  config,
  log,
  metrics,
  version,
}: AppInput<StorageConfig>): Promise<BuiltApp> {
  const { platformKey, shutdownGraceMs } = config.common;
  const client = createDb({
    url: config.db.url,
    applicationName: `visiobook-${SERVICE}`,
    observer: observeQueries(metrics),
  });
  let queue: Queue | undefined;
  const queueOf = () => {
    if (!queue) throw new AppError('UNAVAILABLE', 'The queue is not connected yet.');
    return queue;
  };
  const inTransaction = transactions(client.db, queueOf);
  const repositories = repositoriesOf(client.db, queueOf);
  const { files, documents } = repositories;

  const paths = await diskPaths(config.files.folder);
  const bytes = diskByteStore(paths);
  const uploads = diskUploads(paths);
  const turns = uploadTurns();
  const running = runningJobs();
  const pool = new IngestPool({ concurrency: config.ingestion.concurrency });
  const links = signedLinks(config.publicUrl, platformKey);

  const removeUnused = sweepContents(inTransaction, bytes);
  const finish = finishUpload({ inTransaction, uploads, bytes });
  const useCases = {
    createUpload: createUpload({ inTransaction, uploads, limits: config.uploads }),
    deleteFile: deleteFile({ inTransaction, uploads, sweepContents: removeUnused }),
    listFiles: listFiles(repositories),
    links,
  };

  const pending = () => pendingMigrations(client.sql, SERVICE);
  const { app, drain } = await createServer({
    service: SERVICE,
    version,
    log,
    metrics,
    requestTimeout: LONGEST_REQUEST_MS,
    checks: [
      {
        name: 'database_migrations',
        check: async () => {
          const missing = await pending();
          if (missing > 0) throw new Error(`${missing} migrations are pending`);
        },
      },
    ],
  });
  const { maxBytes } = config.uploads;
  await app.register(uploadRoutes, { links, files, uploads, finishUpload: finish, turns, maxBytes });
  const makeVariant = sharpImages(paths, config.images.concurrency);
  await app.register(downloadRoutes, { links, files, bytes, makeVariant });
  const keep = keepGeneratedFile(inTransaction, bytes);
  await app.register(internalRoutes, { platformKey, files, documents, bytes, keepGeneratedFile: keep });
  const stopGraphQL = await serveGraphQL<Context>({
    app,
    schema: createSubgraphSchema(subgraphSdl(SERVICE), resolvers),
    platformKey,
    log,
    metrics,
    createContext: (base) => ({
      ...base,
      ...useCases,
      loaders: createLoaders(repositories, base.viewer.kind === 'USER' ? base.viewer.id : null),
    }),
  });

  const stopping = new AbortController();
  let stopSweeping = async () => {};
  const starting = (async () => {
    await whenMigrated(pending, log, stopping.signal);
    if (stopping.signal.aborted) return;
    queue = await startQueue({ url: config.db.url, service: SERVICE, log, metrics });
    const ingest = ingestBook({
      inTransaction,
      bytes,
      readBook: (input, signal) => pool.read(input, signal),
    });
    const { concurrency } = config.ingestion;
    await workOnIngestDocument({ queue, metrics, running, concurrency, ingest, explain });
    const forget = forgetProject(inTransaction, removeUnused);
    await followProjects({ queue, inTransaction, running, forgetProject: forget });
    const tidy = sweep({
      inTransaction,
      uploads,
      bytes,
      finishUpload: finish,
      sweepContents: removeUnused,
      isBusy: turns.isBusy,
    });
    stopSweeping = repeat(
      config.files.sweepSeconds,
      async () => {
        const swept = await tidy();
        if (Object.values(swept).some((count) => count > 0)) log.info(swept, 'swept');
        metrics.storageBytes.set(await repositories.blobs.totalBytes());
      },
      log,
    );
  })();
  starting.catch((error: unknown) => log.error({ error }, 'the queue could not be started'));

  return {
    app,
    drain,
    parts: [
      { name: 'database', stop: client.close },
      { name: 'ingestion', stop: () => pool.close() },
      { name: 'queue', stop: () => queue?.stop(shutdownGraceMs / 2) },
      { name: 'sweeper', stop: () => stopSweeping() },
      {
        name: 'start-up',
        stop: async () => {
          stopping.abort();
          await starting.catch(() => {});
        },
      },
      { name: 'graphql', stop: stopGraphQL },
    ],
  };
}

/** What a person can do something about; anything else is tried again. */
function explain(error: unknown): AppError | undefined {
  if (error instanceof BookRefused)
    return new AppError('UNSUPPORTED_MEDIA', error.message, { reason: error.reason });
  return error instanceof AppError && error.code !== 'UNAVAILABLE' ? error : undefined;
}
