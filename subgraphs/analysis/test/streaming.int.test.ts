import { AnalyseDocument, RunEnded } from '@visiobook/schema';
import { describe, expect, it } from 'vitest';
import { analysisJob, analysisService } from './analysis-service.ts';
import { knownAnalyser } from './small-book.ts';

const PROJECT = `query ($projects: [_Any!]!) { _entities(representations: $projects) { ... on Project { analysis {
  status chapterCount chaptersDone summary characters { name } chapters { title }
  scenes(first: 10) { totalCount nodes { title chapter { title } characters { name } } }
} } } }`;

describe('an analysis that is under way', () => {
  it('can be read as far as it is, and is complete when its run is told so', async () => {
    const { promise: hold, resolve: goOn } = Promise.withResolvers<void>();
    await using service = await analysisService(knownAnalyser({ hold }));
    const { projects } = service;
    const job = analysisJob();
    await service.shared(job.projectId, [job.ownerId]);
    await projects.queue.send(AnalyseDocument, job);
    await projects.report(({ state, done }) => state === 'PROGRESS' && done === 1);
    expect(await analysisOf(service, job)).toEqual({
      status: 'RUNNING',
      chapterCount: 2,
      chaptersDone: 1,
      summary: '',
      characters: [{ name: 'Mara' }, { name: 'Tom' }],
      chapters: [{ title: 'The Harbour' }],
      scenes: {
        totalCount: 1,
        nodes: [
          {
            title: 'The Harbour',
            chapter: { title: 'The Harbour' },
            characters: [{ name: 'Mara' }, { name: 'Tom' }],
          },
        ],
      },
    });
    goOn();
    await projects.report(({ state }) => state === 'DONE');
    expect(await analysisOf(service, job)).toMatchObject({
      status: 'COMPLETE',
      chaptersDone: 2,
      summary: 'A lamp goes out. A storm comes.',
      scenes: { totalCount: 2 },
    });
  });

  it('is hidden when its run is cancelled, and another run of the text goes on behind its chapters', async () => {
    const calls: string[] = [];
    const engine: { hold?: Promise<void>; calls: string[] } = { hold: new Promise<void>(() => {}), calls };
    await using service = await analysisService(knownAnalyser(engine));
    const { projects, sql } = service;
    const job = analysisJob();
    await service.shared(job.projectId, [job.ownerId]);
    await projects.queue.send(AnalyseDocument, job);
    await projects.report(({ state, done }) => state === 'PROGRESS' && done === 1);
    const { runId, projectId } = job;
    await projects.queue.publish(RunEnded, { runId, projectId, status: 'CANCELLED' });
    while ((await sql`select 1 from analysis.analyses where status = 'STOPPED'`).length === 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await analysisOf(service, job)).toBeNull();
    const kept = await sql`select id, xmin from analysis.scenes`;
    expect(kept).toHaveLength(1);

    delete engine.hold;
    const again = { ...job, runId: analysisJob().runId };
    await projects.queue.send(AnalyseDocument, again);
    await projects.report((said) => said.runId === again.runId && said.state === 'DONE');
    expect(calls).toEqual(['The Lamp', 'The Lamp from 1']);
    expect(await analysisOf(service, job)).toMatchObject({ status: 'COMPLETE', scenes: { totalCount: 2 } });
    // The row itself is the one of the first run: it was not written again.
    expect(await sql`select id, xmin from analysis.scenes where index = 0`).toEqual(kept);
  });

  it('that nobody will go on with goes when another text of its project is complete', async () => {
    const engine: { hold?: Promise<void> } = { hold: new Promise<void>(() => {}) };
    await using service = await analysisService(knownAnalyser(engine));
    const { projects, sql } = service;
    const job = analysisJob();
    await projects.queue.send(AnalyseDocument, job);
    await projects.report(({ state, done }) => state === 'PROGRESS' && done === 1);
    const { runId, projectId } = job;
    await projects.queue.publish(RunEnded, { runId, projectId, status: 'FAILED' });
    while ((await sql`select 1 from analysis.analyses where status = 'STOPPED'`).length === 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
    delete engine.hold;
    const other = { ...job, runId: analysisJob().runId, contentHash: 'hash-2' };
    await projects.queue.send(AnalyseDocument, other);
    await projects.report((said) => said.runId === other.runId && said.state === 'DONE');
    expect(await sql`select content_hash, status from analysis.analyses`).toEqual([
      { content_hash: 'hash-2', status: 'COMPLETE' },
    ]);
  });
});

async function analysisOf(
  service: Awaited<ReturnType<typeof analysisService>>,
  { projectId, ownerId }: { projectId: string; ownerId: string },
): Promise<unknown> {
  const { data, errors } = await service.ask(
    PROJECT,
    { projects: [{ __typename: 'Project', id: projectId }] },
    ownerId,
  );
  expect(errors).toBeUndefined();
  const [project] = (data as unknown as { _entities: [{ analysis: unknown }] })._entities;
  return project.analysis;
}
