import { testDatabase } from '@visiobook/testing';
import postgres from 'postgres';
import { expect, it, vi } from 'vitest';
import { fakeWorkers } from './fake-workers.ts';
import { projectsUnderTest, projectWithBook, startRun } from './projects-under-test.ts';

const STATUS = 'query ($id: ID!) { run(id: $id) { status seq failure { code } } }';
interface Status {
  run: { status: string; seq: number; failure: { code: string } | null };
}

it('goes on when the database drops every connection of the service in the middle of a run', async () => {
  await using app = await projectsUnderTest();
  const admin = postgres(app.database.adminUrl, { max: 1, onnotice: () => {} });
  const halfway = Promise.withResolvers<void>();
  await using _workers = await fakeWorkers(app.database, {
    scenes: 6,
    reports: (usual) => {
      if (usual[0]?.stage === 'NARRATE') halfway.resolve();
      return usual;
    },
  });
  const made = await projectWithBook(app);
  const runId = await startRun(app, made);
  await halfway.promise;
  const killed = await admin`
    select pg_terminate_backend(pid) from pg_stat_activity
    where usename = 'visiobook_projects' and datname = current_database()`;
  expect(killed.length).toBeGreaterThan(1);
  await admin.end();

  await vi.waitFor(
    async () => {
      const { run } = await app.get<Status>(made.user, STATUS, { id: runId });
      expect(run.status).toBe('SUCCEEDED');
    },
    { timeout: 50_000, interval: 200 },
  );
  const query = 'subscription ($runId: ID!) { generationProgress(runId: $runId) { seq } }';
  const seqs: number[] = [];
  for await (const { data } of app.follow<{ generationProgress: { seq: number } }>(made.user, query, {
    runId,
  }))
    seqs.push(data!.generationProgress.seq);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
});

it('is carried on by another process, to readers who name what they have seen', async () => {
  await using database = await testDatabase();
  const gate = Promise.withResolvers<void>();
  await using _workers = await fakeWorkers(database, {
    reports: async (usual) => {
      if (usual[0]?.stage === 'ASSEMBLE') await gate.promise;
      return usual;
    },
  });
  const first = await projectsUnderTest({}, database);
  const made = await projectWithBook(first);
  const runId = await startRun(first, made);
  const query = `subscription ($runId: ID!, $after: Int) { generationProgress(runId: $runId, after: $after) { seq status } }`;
  type Event = { generationProgress: { seq: number; status: string } };
  const seen: number[] = [];
  for await (const { data } of first.follow<Event>(made.user, query, { runId })) {
    seen.push(data!.generationProgress.seq);
    if (seen.length === 6) break;
  }
  await first.stop();
  gate.resolve();
  await using second = await projectsUnderTest({}, database);
  for await (const { data } of second.follow<Event>(made.user, query, { runId, after: seen.at(-1) }))
    seen.push(data!.generationProgress.seq);
  const { run } = await second.get<Status>(made.user, STATUS, { id: runId });
  expect(run.status).toBe('SUCCEEDED');
  expect(seen).toEqual(Array.from({ length: run.seq }, (_, index) => index + 1));
});

const IMPATIENT = { PIPELINE_STALL_SECONDS: '0.4', PIPELINE_SWEEP_SECONDS: '0.1', PIPELINE_MAX_RESENDS: '2' };

it('sends the work of a silent run again, and so heals what was lost', async () => {
  await using app = await projectsUnderTest(IMPATIENT);
  // The first job of each stage vanishes without a word, as if the queue had been restored from a backup.
  await using workers = await fakeWorkers(app.database, {
    scenes: 2,
    reports: (usual, attempt) => (attempt === 1 ? [] : usual),
  });
  const made = await projectWithBook(app);
  const runId = await startRun(app, made);
  await vi.waitFor(
    async () => {
      const { run } = await app.get<Status>(made.user, STATUS, { id: runId });
      expect(run.status).toBe('SUCCEEDED');
    },
    { timeout: 30_000, interval: 100 },
  );
  expect(workers.ended.every((status) => status === 'SUCCEEDED')).toBe(true);
});

it('gives a run up when nobody answers', async () => {
  await using app = await projectsUnderTest(IMPATIENT);
  const made = await projectWithBook(app);
  const runId = await startRun(app, made);
  await vi.waitFor(
    async () => {
      const { run } = await app.get<Status>(made.user, STATUS, { id: runId });
      expect(run).toMatchObject({ status: 'FAILED', failure: { code: 'UNAVAILABLE' } });
    },
    { timeout: 15_000, interval: 100 },
  );
  const { sql } = app.database.clientOf('projects');
  const sent = await sql`select id from queue.job where name = 'storage.ingest-document'`;
  expect(sent).toHaveLength(3);
});
