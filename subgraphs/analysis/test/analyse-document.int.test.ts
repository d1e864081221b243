import { AnalyseDocument, internalPaths, ProjectDeleted, RunEnded, SceneBrief } from '@visiobook/schema';
import { signViewer } from '@visiobook/service';
import { TEST_PLATFORM_KEY, userHeader } from '@visiobook/testing';
import { describe, expect, it } from 'vitest';
import { analysisJob, analysisService, MISSING_DOCUMENT } from './analysis-service.ts';
import { knownAnalyser } from './small-book.ts';

describe('analysing a document', () => {
  it('reports its steps, stores what was found and reports each scene with its hash', async () => {
    await using service = await analysisService(knownAnalyser());
    const { projects } = service;
    const job = analysisJob();
    await projects.queue.send(AnalyseDocument, job);
    const done = await projects.report(({ state }) => state === 'DONE');
    expect(done).toMatchObject({
      runId: job.runId,
      stage: 'ANALYSE',
      output: {
        kind: 'analysis',
        characterCount: 2,
        scenes: [{ index: 0, title: 'The Harbour' }, { index: 1 }],
      },
    });
    expect(projects.reports.map(({ state }) => state)).toContain('STARTED');
    expect(projects.reports).toContainEqual(
      expect.objectContaining({ state: 'PROGRESS', done: 1, total: 2, message: 'The Harbour' }),
    );
    expect(await service.sql`select count(*)::int as n from analysis.scenes`).toEqual([{ n: 2 }]);
    expect(await service.metrics.registry.metrics()).toContain('kind="scene"');
  });

  it('answers a repeated job, and another run of the same text, without reading the book again', async () => {
    const calls: string[] = [];
    await using service = await analysisService(knownAnalyser({ calls }));
    const { projects } = service;
    const first = analysisJob();
    const again = { ...analysisJob(), projectId: first.projectId };
    await projects.queue.send(AnalyseDocument, first);
    const before = await projects.report(({ runId, state }) => runId === first.runId && state === 'DONE');
    await projects.queue.send(AnalyseDocument, again);
    const after = await projects.report(({ runId, state }) => runId === again.runId && state === 'DONE');
    expect(after.output).toEqual(before.output);
    expect(calls).toEqual(['The Lamp']);
  });

  it('gives the brief of a scene to services and to nobody else', async () => {
    await using service = await analysisService(knownAnalyser());
    await service.projects.queue.send(AnalyseDocument, analysisJob());
    const { output } = await service.projects.report(({ state }) => state === 'DONE');
    const [scene] = output?.kind === 'analysis' ? output.scenes : [];
    const path = internalPaths.sceneBrief(scene!.sceneId);
    const { body } = await service.internal(path);
    expect(SceneBrief.parse(body)).toMatchObject({
      sceneId: scene!.sceneId,
      title: 'The Harbour',
      chapterTitle: 'The Harbour',
      bookTitle: 'The Lamp',
      place: { kind: 'HARBOUR' },
      cast: [{ name: 'Mara' }, { name: 'Tom' }],
    });
    expect(await service.internal(path, userHeader('ann'))).toMatchObject({ statusCode: 403 });
    const forged = signViewer(
      { kind: 'SERVICE', id: 'media', role: null, scopes: [], sessionId: null, requestId: 'x' },
      `${TEST_PLATFORM_KEY}-not`,
    );
    expect(await service.internal(path, forged)).toMatchObject({ statusCode: 401 });
    expect(await service.internal(internalPaths.sceneBrief(MISSING_DOCUMENT))).toMatchObject({
      statusCode: 404,
    });
  });

  it('reports a document that is not there as failed instead of trying again', async () => {
    await using service = await analysisService(knownAnalyser());
    await service.projects.queue.send(AnalyseDocument, analysisJob({ documentId: MISSING_DOCUMENT }));
    const { failure } = await service.projects.report(({ state }) => state === 'FAILED');
    expect(failure).toEqual({ code: 'NOT_FOUND', message: 'No such document.' });
  });

  it('stops when its run is cancelled, and does not begin jobs of an ended run', async () => {
    const hold = new Promise<void>(() => {});
    const calls: string[] = [];
    await using service = await analysisService(knownAnalyser({ hold, calls }));
    const { queue, report } = service.projects;
    const job = analysisJob();
    await queue.send(AnalyseDocument, job);
    await report(({ state }) => state === 'PROGRESS');
    await queue.publish(RunEnded, { runId: job.runId, projectId: job.projectId, status: 'CANCELLED' });
    await queue.send(AnalyseDocument, { ...job, contentHash: 'hash-2' });
    const other = analysisJob({ documentId: MISSING_DOCUMENT });
    await queue.send(AnalyseDocument, other);
    // The queue is worked on in order, so the last job's end means that the others have ended too.
    await report(({ runId }) => runId === other.runId);
    expect(calls).toHaveLength(1);
    expect(await service.sql`select status from analysis.analyses`).toEqual([{ status: 'STOPPED' }]);
    expect(service.projects.reports.filter(({ state }) => state === 'DONE')).toEqual([]);
  });

  it('forgets a deleted project, and an older word about its members does not bring it back', async () => {
    await using service = await analysisService(knownAnalyser());
    const { projects, sql } = service;
    const job = analysisJob();
    await service.shared(job.projectId, [job.ownerId]);
    await projects.queue.send(AnalyseDocument, job);
    await projects.report(({ state }) => state === 'DONE');
    await projects.queue.publish(ProjectDeleted, { projectId: job.projectId });
    const left = () => sql`select 1 from analysis.analyses union all select 1 from analysis.project_access`;
    while ((await left()).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await projects.share(job.projectId, [job.ownerId], 2);
    const later = analysisJob();
    await service.shared(later.projectId, [later.ownerId]);
    expect(await sql`select project_id from analysis.project_access`).toEqual([
      { project_id: later.projectId },
    ]);
  });
});
