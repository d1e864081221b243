import { createMetrics, newId, VIEWER_HEADER } from '@visiobook/service';
import {
  silentLog,
  TEST_PLATFORM_KEY,
  type TestDatabase,
  testDatabase,
  userHeader,
} from '@visiobook/testing';
import { createClient } from 'graphql-ws';
import { buildProjects } from '../src/app.ts';
import { configSchema } from '../src/config.ts';

export interface Answer<T = Record<string, never>> {
  data: T | null;
  errors?: { message: string; extensions: Record<string, unknown> & { code: string } }[];
}

export type ProjectsUnderTest = Awaited<ReturnType<typeof projectsUnderTest>>;

/** The real app on a database of its own, listening on a free port. */
export async function projectsUnderTest(env: Record<string, string> = {}, on?: TestDatabase) {
  const database = on ?? (await testDatabase());
  const config = configSchema.parse({
    NODE_ENV: 'test',
    PORT: '0',
    DATABASE_URL: database.urlOf('projects'),
    VISIOBOOK_PLATFORM_KEY: TEST_PLATFORM_KEY,
    SHUTDOWN_GRACE_MS: '4000',
    ...env,
  });
  const metrics = createMetrics('projects');
  const { app, parts } = await buildProjects({ config, log: silentLog(), metrics, version: '0' });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  await untilReady(url);
  const socket = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });

  const ask = async <T = Record<string, never>>(
    user: string | null,
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<Answer<T>> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(user ? { [VIEWER_HEADER]: userHeader(user) } : {}) },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer<T>;
  };
  const stop = async () => {
    await socket.dispose();
    await app.close();
    for (const part of [...parts].reverse()) await part.stop();
  };
  return {
    database,
    url,
    metrics,
    ask,
    /** As {@link ask}, for what must succeed. */
    async get<T>(user: string, query: string, variables: Record<string, unknown> = {}): Promise<T> {
      const { data, errors } = await ask<T>(user, query, variables);
      if (errors || !data) throw new Error(JSON.stringify(errors));
      return data;
    },
    follow<T>(user: string, query: string, variables: Record<string, unknown>) {
      const extensions = { [VIEWER_HEADER]: userHeader(user) };
      return socket.iterate<T>({ query, variables, extensions }) as AsyncIterableIterator<Answer<T>>;
    },
    /** SQL statements that the app has sent so far. */
    async statements(): Promise<number> {
      const { values } = await metrics.dbQueryDuration.get();
      return values
        .filter(({ metricName }) => metricName === 'db_query_duration_seconds_count')
        .reduce((sum, { value }) => sum + value, 0);
    },
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
      if (!on) await database[Symbol.asyncDispose]();
    },
  };
}

/** A project of a new person, with a book. */
export async function projectWithBook({ get }: ProjectsUnderTest, user = newId()) {
  const { createProject } = await get<{ createProject: { project: { id: string } } }>(
    user,
    'mutation { createProject(input: { title: "The Lamp", language: "en" }) { project { id } } }',
  );
  const projectId = createProject.project.id;
  const fileId = newId();
  await get(user, 'mutation ($input: AttachFileInput!) { attachFile(input: $input) { project { id } } }', {
    input: { projectId, fileId },
  });
  return { user, projectId, fileId };
}

export async function startRun(
  { get }: ProjectsUnderTest,
  { user, projectId }: { user: string; projectId: string },
  input: Record<string, unknown> = {},
): Promise<string> {
  const { startGeneration } = await get<{ startGeneration: { run: { id: string } } }>(
    user,
    'mutation ($input: StartGenerationInput!) { startGeneration(input: $input) { run { id } } }',
    { input: { projectId, ...input } },
  );
  return startGeneration.run.id;
}

/** `/ready` opens when the queue does; asked for, not slept for. */
async function untilReady(url: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while ((await fetch(`${url}/ready`)).status !== 200) {
    if (Date.now() > deadline) throw new Error('The app did not become ready.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
