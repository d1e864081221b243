import { AnalyseDocument } from '@visiobook/schema';
import { request } from 'undici';
import { describe, expect, it } from 'vitest';
import { BASELINE_MODEL } from '../src/domain/models.ts';
import { createAnalysisPool } from '../src/work/analysis-pool.ts';
import { createModelServer } from '../src/work/model-server.ts';
import { analysisJob, analysisService } from './analysis-service.ts';
import { knownAnalyser } from './small-book.ts';

const MODELS = [
  { name: 'baseline', version: '1', task: 'all' },
  { name: 'mood', version: '7', task: 'emotions' },
];
const ENGINE = { models: MODELS, version: 'baseline-1+mood-7', backend: 'wasm', refused: [], problems: [] };

describe('the models of an analysis', () => {
  it('are recorded with it, and a book read by others is another analysis', async () => {
    const engine = { ...ENGINE };
    await using service = await analysisService({ ...knownAnalyser(), engine: async () => engine });
    const job = analysisJob();
    const { queue, report } = service.projects;
    const analysisOf = async (runId: string) => {
      await queue.send(AnalyseDocument, { ...job, runId });
      const { output } = await report((said) => said.runId === runId && said.state === 'DONE');
      return output?.kind === 'analysis' ? output.analysisId : null;
    };
    const first = await analysisOf(analysisJob().runId);
    const again = await analysisOf(analysisJob().runId);
    engine.version = 'baseline-1';
    const without = await analysisOf(analysisJob().runId);
    expect(again).toBe(first);
    expect(without).not.toBe(first);

    await service.shared(job.projectId, [job.ownerId]);
    const { data } = await service.ask(
      'query ($id: ID!) { analysis(id: $id) { models { name version task } } }',
      { id: first },
      job.ownerId,
    );
    expect(data).toEqual({ analysis: { models: MODELS } });
  });

  it('that keep dying over a book leave it to the baseline, and nothing of theirs stays', async () => {
    const settings = {
      backend: 'cpu',
      emotion: 'dies-at-work',
      scenes: 'rules',
      people: 'rules',
      reader: 'rules',
    } as const;
    const server = { processes: 1, maxMb: 512, timeoutMs: 10_000 };
    const module = new URL('./fixtures/odd-model-process.ts', import.meta.url);
    const models = createModelServer({ ...server, models: settings, module });
    await using service = await analysisService(createAnalysisPool({ size: 1, models, settings }));
    const { projects, sql } = service;
    await projects.queue.send(AnalyseDocument, analysisJob());
    const stored = () => sql`select model_version, status from analysis.analyses`;
    while ((await stored()).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await stored()).toEqual([{ model_version: 'odd-1', status: 'RUNNING' }]);
    await projects.report(({ state }) => state === 'DONE');
    expect(await stored()).toEqual([
      { model_version: `baseline-${BASELINE_MODEL.version}`, status: 'COMPLETE' },
    ]);
    const { body } = await request(`${service.url}/ready`);
    expect(await body.json()).toMatchObject({
      checks: { models: expect.stringContaining('The model process keeps failing') },
    });
  });

  it('that cannot run are told under /ready, and the service stays ready', async () => {
    const problems = ['The weights of model mood-7 are damaged.'];
    const analyser = { ...knownAnalyser(), engine: async () => ({ ...ENGINE, problems }) };
    await using service = await analysisService(analyser);
    const { statusCode, body } = await request(`${service.url}/ready`);
    expect(statusCode).toBe(200);
    expect(await body.json()).toMatchObject({
      status: 'ready',
      checks: { models: 'The baseline stands in. The weights of model mood-7 are damaged.' },
    });
  });
});
