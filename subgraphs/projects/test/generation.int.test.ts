import { newId } from '@visiobook/service';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fakeWorkers, type Report } from './fake-workers.ts';
import { shuffled } from './pipeline-simulation.ts';
import {
  type ProjectsUnderTest,
  projectsUnderTest,
  projectWithBook,
  startRun,
} from './projects-under-test.ts';

let app: ProjectsUnderTest;
beforeAll(async () => {
  app = await projectsUnderTest();
});
afterAll(() => app[Symbol.asyncDispose]());

const PROGRESS = `subscription ($runId: ID!, $after: Int) { generationProgress(runId: $runId, after: $after) {
  seq stage status done total percent message scene { id } at run { status percent } } }`;
interface Step {
  seq: number;
  stage: string;
  status: string;
  percent: number;
  message: string | null;
  run: { status: string; percent: number };
}

async function follow(user: string, runId: string, after?: number): Promise<Step[]> {
  const steps: Step[] = [];
  const events = app.follow<{ generationProgress: Step }>(user, PROGRESS, { runId, after });
  for await (const { data, errors } of events) {
    if (errors || !data) throw new Error(JSON.stringify(errors));
    steps.push(data.generationProgress);
  }
  return steps;
}

const RUN = `query ($id: ID!) { run(id: $id) { status percent seq etaSeconds failure { code message stage } presetId formats
  settings { height } finishedAt project { id status document { id } } stages { name status reused message percent } } }`;
interface Run {
  status: string;
  seq: number;
  failure: unknown;
  stages: { name: string; status: string; reused: boolean; message: string | null }[];
  project: { status: string; document: { id: string } | null };
}
const runOf = async (user: string, id: string) => (await app.get<{ run: Run }>(user, RUN, { id })).run;
const CANCEL =
  'mutation ($input: CancelGenerationInput!) { cancelGeneration(input: $input) { run { id status } } }';
const RETRY =
  'mutation ($input: RetryGenerationInput!) { retryGeneration(input: $input) { run { id status } } }';
const oneTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

describe('a generation', () => {
  it('succeeds, though workers repeat themselves and their reports come out of order', async () => {
    let seed = 0;
    const twice = (usual: Report[]) => shuffled([...usual, ...usual], ++seed);
    await using workers = await fakeWorkers(app.database, { scenes: 5, reports: twice });
    const made = await projectWithBook(app);
    const runId = await startRun(app, made, { presetId: 'quick', formats: ['MP4', 'SRT'] });
    const steps = await follow(made.user, runId);
    expect(steps.map(({ seq }) => seq)).toEqual(oneTo(steps.length));
    expect(steps.at(-1)).toMatchObject({
      stage: 'EXPORT',
      status: 'SUCCEEDED',
      run: { status: 'SUCCEEDED', percent: 100 },
    });
    expect(steps.filter(({ status }) => status === 'SUCCEEDED')).toHaveLength(1);
    const run = await runOf(made.user, runId);
    expect(run).toMatchObject({
      status: 'SUCCEEDED',
      percent: 100,
      etaSeconds: null,
      failure: null,
      presetId: 'quick',
      settings: { height: 360 },
      formats: ['MP4', 'SRT'],
      seq: steps.length,
      project: { id: made.projectId, status: 'COMPLETED', document: { id: expect.any(String) } },
    });
    expect(run.stages.map(({ name, status }) => [name, status])).toEqual(
      ['INGEST', 'ANALYSE', 'ILLUSTRATE', 'NARRATE', 'ASSEMBLE', 'EXPORT'].map((name) => [name, 'DONE']),
    );
    await vi.waitFor(() => expect(workers.ended).toEqual(['SUCCEEDED']), 10_000);
    expect(workers.taken).toHaveLength(1 + 1 + 5 + 5 + 1 + 2);
    expect(await app.metrics.registry.metrics()).toMatch(
      /visiobook_generation_duration_seconds_count{.*stage="EXPORT"/,
    );
  });

  it('is followed by several people at once, and a late one gets what they missed', async () => {
    await using _workers = await fakeWorkers(app.database);
    const made = await projectWithBook(app);
    const runId = await startRun(app, made);
    const [first, second] = await Promise.all([follow(made.user, runId), follow(made.user, runId)]);
    expect(first.length).toBeGreaterThanOrEqual(10);
    expect(second.map(({ seq }) => seq)).toEqual(first.map(({ seq }) => seq));
    expect((await follow(made.user, runId, 4)).map(({ seq }) => seq)).toEqual(oneTo(first.length).slice(4));
    expect(await follow(made.user, runId, first.length)).toEqual([]);
  });

  it('is hidden from strangers, and a position below zero is refused', async () => {
    const made = await projectWithBook(app);
    const runId = await startRun(app, made);
    await expect(follow(newId(), runId)).rejects.toThrow('NOT_FOUND');
    await expect(follow(made.user, 'nonsense')).rejects.toThrow('NOT_FOUND');
    await expect(follow(made.user, runId, -1)).rejects.toThrow('BAD_USER_INPUT');
  });

  it('wants a book, and goes once at a time', async () => {
    const user = newId();
    const { createProject } = await app.get<{ createProject: { project: { id: string } } }>(
      user,
      'mutation { createProject(input: { title: "Empty" }) { project { id } } }',
    );
    const start =
      'mutation ($input: StartGenerationInput!) { startGeneration(input: $input) { run { id } } }';
    const empty = await app.ask(user, start, { input: { projectId: createProject.project.id } });
    expect(empty.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    const made = await projectWithBook(app);
    const both = await Promise.all(
      [1, 2].map(() => app.ask(made.user, start, { input: { projectId: made.projectId } })),
    );
    expect(both.filter(({ errors }) => !errors)).toHaveLength(1);
    const refusal = both.find(({ errors }) => errors)?.errors?.[0];
    expect(refusal?.extensions).toMatchObject({ code: 'CONFLICT', runId: expect.any(String) });
  });
});

describe('a generation that is stopped', () => {
  it('ends for its followers, tells the workers, and hears no late report', async () => {
    const late: Report[] = [];
    await using workers = await fakeWorkers(app.database, {
      reports: (usual) => {
        if (usual[0]?.stage !== 'ANALYSE') return usual;
        late.push(usual.at(-1)!);
        return usual.slice(0, 2);
      },
    });
    const made = await projectWithBook(app);
    const runId = await startRun(app, made);
    const following = follow(made.user, runId);
    const underWay = async () => (await runOf(made.user, runId)).stages[1]?.status;
    await vi.waitFor(async () => expect(await underWay()).toBe('RUNNING'), 20_000);
    const cancel = () => app.get(made.user, CANCEL, { input: { runId } });
    expect(await cancel()).toEqual({ cancelGeneration: { run: { id: runId, status: 'CANCELLED' } } });
    expect(await cancel()).toEqual({ cancelGeneration: { run: { id: runId, status: 'CANCELLED' } } });
    const steps = await following;
    expect(steps.at(-1)).toMatchObject({ stage: 'ANALYSE', status: 'CANCELLED' });
    await workers.publish(late[0]!);
    await vi.waitFor(() => expect(workers.discarded).toContain(runId), 10_000);
    await vi.waitFor(() => expect(workers.ended).toEqual(['CANCELLED']), 10_000);
    expect(await runOf(made.user, runId)).toMatchObject({
      status: 'CANCELLED',
      seq: steps.length,
      project: { status: 'READY' },
    });
  });

  it('keeps what it finished for the run that tries again', async () => {
    let healthy = false;
    const failure = { code: 'UNAVAILABLE', message: 'The painter is ill.' };
    await using workers = await fakeWorkers(app.database, {
      reports: (usual) => {
        const { stage, unit, runId } = usual[0]!;
        return healthy || stage !== 'ILLUSTRATE' ? usual : [{ runId, stage, unit, state: 'FAILED', failure }];
      },
    });
    const made = await projectWithBook(app);
    const runId = await startRun(app, made, { presetId: 'portrait' });
    const steps = await follow(made.user, runId);
    expect(steps.at(-1)).toMatchObject({ status: 'FAILED', stage: 'ILLUSTRATE', message: failure.message });
    expect(await runOf(made.user, runId)).toMatchObject({
      status: 'FAILED',
      failure: { ...failure, stage: 'ILLUSTRATE' },
      project: { status: 'FAILED' },
    });
    await vi.waitFor(() => expect(workers.discarded).toContain(runId), 10_000);

    healthy = true;
    const { retryGeneration } = await app.get<{ retryGeneration: { run: { id: string } } }>(
      made.user,
      RETRY,
      {
        input: { runId },
      },
    );
    const again = retryGeneration.run.id;
    const second = await follow(made.user, again);
    expect(second[0]).toMatchObject({ seq: 1, stage: 'INGEST', message: 'reused', percent: 100 });
    const run = await runOf(made.user, again);
    expect(run).toMatchObject({ status: 'SUCCEEDED', presetId: 'portrait' });
    expect(run.stages[0]).toMatchObject({ name: 'INGEST', reused: true, message: 'reused' });
    expect(workers.taken.filter(({ stage, runId }) => stage === 'INGEST' && runId === again)).toEqual([]);
    const third = await app.ask(made.user, RETRY, { input: { runId: again } });
    expect(third.errors?.[0]?.extensions.code).toBe('CONFLICT');
    const fourth = await app.ask(made.user, CANCEL, { input: { runId: again } });
    expect(fourth.errors?.[0]?.extensions.code).toBe('CONFLICT');
  });
});

describe('the activity of a project', () => {
  it('is told from the start and as it happens, and stops when the project is gone', async () => {
    const made = await projectWithBook(app);
    const query = `subscription ($projectId: ID!, $after: Int) { projectActivity(projectId: $projectId, after: $after) {
      seq kind message actor { id } at } }`;
    const events = app.follow<{
      projectActivity: { seq: number; kind: string; actor: { id: string } | null };
    }>(made.user, query, { projectId: made.projectId });
    const next = async () => (await events.next()).value?.data?.projectActivity;
    expect(await next()).toMatchObject({ seq: 1, kind: 'PROJECT_CREATED', actor: { id: made.user } });
    expect(await next()).toMatchObject({ seq: 2, kind: 'FILE_ATTACHED' });
    const runId = await startRun(app, made);
    expect(await next()).toMatchObject({ seq: 3, kind: 'GENERATION_STARTED' });
    await app.get(made.user, CANCEL, { input: { runId } });
    expect(await next()).toMatchObject({ seq: 4, kind: 'GENERATION_CANCELLED', actor: { id: made.user } });
    const over = events.next().catch((error: unknown) => JSON.stringify(error));
    await app.get(
      made.user,
      'mutation ($input: DeleteProjectInput!) { deleteProject(input: $input) { id } }',
      {
        input: { id: made.projectId },
      },
    );
    expect(JSON.stringify(await over)).toContain('NOT_FOUND');
  });
});
