import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BookDocument, type PayloadOf, ProjectAccessChanged, UnitReported } from '@visiobook/schema';
import {
  createMetrics,
  newId,
  readConfig,
  serviceViewer,
  signViewer,
  startQueue,
  VIEWER_HEADER,
} from '@visiobook/service';
import { silentLog, TEST_PLATFORM_KEY, testDatabase, userHeader } from '@visiobook/testing';
import { request } from 'undici';
import { buildApp } from '../src/app.ts';
import type { BookAnalyser } from '../src/application/ports.ts';
import { configSchema } from '../src/config.ts';
import { smallBook } from './small-book.ts';

export type Report = PayloadOf<typeof UnitReported>;
export interface Answer {
  data: Record<string, never> | null;
  errors?: { message: string; extensions: Record<string, unknown> }[];
}

/** The part of storage that analysis talks to: it has one document at a time, whatever its id. */
export async function storageNeighbour(document: BookDocument | (() => BookDocument) = smallBook()) {
  const book = () => JSON.stringify(typeof document === 'function' ? document() : document);
  const server = createServer((incoming, answer) => {
    const missing = incoming.url?.endsWith(MISSING_DOCUMENT);
    answer.writeHead(missing ? 404 : 200, { 'content-type': 'application/json' });
    answer.end(
      missing ? JSON.stringify({ error: { code: 'NOT_FOUND', message: 'No such document.' } }) : book(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, close: () => new Promise((resolve) => server.close(resolve)) };
}
export const MISSING_DOCUMENT = '00000000-0000-4000-8000-00000000dead';

/** The part of `projects` that analysis talks to: it hears reports and says who may see a project. */
export async function projectsNeighbour(databaseUrl: string) {
  const queue = await startQueue({
    url: databaseUrl,
    service: 'projects',
    log: silentLog(),
    metrics: createMetrics('test'),
  });
  const reports: Report[] = [];
  const waiting = new Set<() => void>();
  await queue.consume(UnitReported, async ({ payload }) => {
    reports.push(payload);
    for (const look of waiting) look();
  });
  return {
    queue,
    reports,
    /** The first report that fits, now or later. */
    async report(fits: (report: Report) => boolean): Promise<Report> {
      const { promise, resolve } = Promise.withResolvers<Report>();
      const look = () => {
        const found = reports.find(fits);
        if (found) resolve(found);
      };
      waiting.add(look);
      look();
      return promise.finally(() => waiting.delete(look));
    },
    async share(projectId: string, userIds: string[], revision = 1) {
      const members = userIds.map((userId, i) => ({
        userId,
        role: i === 0 ? ('OWNER' as const) : ('VIEWER' as const),
      }));
      await queue.publish(ProjectAccessChanged, { projectId, revision, members });
    },
  };
}

/** The real service on a real database, with its neighbours; with its own engine where none is given. */
export async function analysisService(
  analyser: BookAnalyser | undefined,
  document?: BookDocument | (() => BookDocument),
  settings: Record<string, string> = {},
  log = silentLog(),
) {
  const database = await testDatabase();
  const storage = await storageNeighbour(document);
  const projects = await projectsNeighbour(database.urlOf('projects'));
  const config = readConfig(configSchema, {
    PORT: '0',
    DATABASE_URL: database.urlOf('analysis'),
    STORAGE_URL: storage.url,
    VISIOBOOK_PLATFORM_KEY: TEST_PLATFORM_KEY,
    NODE_ENV: 'test',
    SHUTDOWN_GRACE_MS: '2000',
    ...settings,
  });
  const metrics = createMetrics('analysis');
  const built = await buildApp({ config, log, metrics, version: '0' }, analyser);
  const url = await built.app.listen({ port: 0, host: '127.0.0.1' });
  const { sql } = database.clientOf('analysis');

  const ask = async (query: string, variables: object, userId?: string): Promise<Answer> => {
    const viewer = userId ? { [VIEWER_HEADER]: userHeader(userId) } : {};
    const { body } = await request(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...viewer },
      body: JSON.stringify({ query, variables }),
    });
    return (await body.json()) as Answer;
  };
  const internal = async (path: string, header?: string) => {
    const service = signViewer(serviceViewer('media', 'test'), TEST_PLATFORM_KEY);
    const { statusCode, body } = await request(`${url}${path}`, {
      headers: { [VIEWER_HEADER]: header ?? service },
    });
    return { statusCode, body: await body.json() };
  };
  return {
    url,
    sql,
    ask,
    internal,
    metrics,
    projects,
    /** Waits until the service has taken over who may see a project. */
    async shared(projectId: string, userIds: string[], revision = 1) {
      await projects.share(projectId, userIds, revision);
      while (
        (
          await sql`select 1 from analysis.known_projects where project_id = ${projectId} and revision >= ${revision}`
        ).length === 0
      ) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async [Symbol.asyncDispose]() {
      await built.app.close();
      for (const part of [...built.parts].reverse()) await part.stop();
      await projects.queue.stop(1000);
      await storage.close();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** A job of a run of its own. */
export function analysisJob(
  overrides: Partial<Record<'projectId' | 'documentId' | 'contentHash' | 'ownerId', string>> = {},
) {
  return {
    runId: newId(),
    projectId: newId(),
    ownerId: newId(),
    documentId: newId(),
    contentHash: 'hash-1',
    ...overrides,
  };
}
