import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AssembleStoryboard,
  GenerationSettings,
  IllustrateScene,
  NarrateScene,
  type PayloadOf,
  ProjectAccessChanged,
  RenderExport,
  type SceneBrief,
  UnitReported,
} from '@visiobook/schema';
import { createMetrics, newId, readConfig, startQueue, VIEWER_HEADER } from '@visiobook/service';
import { silentLog, TEST_PLATFORM_KEY, testDatabase, userHeader } from '@visiobook/testing';
import { request } from 'undici';
import { buildApp } from '../src/app.ts';
import { configSchema } from '../src/config.ts';
import { briefsOf, neighbours } from './neighbours.ts';

export type Report = PayloadOf<typeof UnitReported>;
export const SMALL = GenerationSettings.parse({ height: 360 });

export interface Answer {
  data: Record<string, never> | null;
  errors?: { message: string; extensions: Record<string, unknown> }[];
}

/** What media needs around it: a database, its neighbours, and `projects` to give it work and hear its reports. */
export async function surroundings({ scenes = 3 }: { scenes?: number } = {}) {
  const database = await testDatabase();
  const workDir = await mkdtemp(join(tmpdir(), 'visiobook-media-test-'));
  const briefs: SceneBrief[] = briefsOf(newId(), scenes);
  const others = await neighbours(new Map(briefs.map((brief) => [brief.sceneId, brief])));
  const queue = await startQueue({
    url: database.urlOf('projects'),
    service: 'projects',
    log: silentLog(),
    metrics: createMetrics('test'),
  });
  const reports: Report[] = [];
  const waiting = new Set<() => void>();
  await queue.consume(
    UnitReported,
    async ({ payload }) => {
      reports.push(payload);
      for (const look of waiting) look();
    },
    { concurrency: 2 },
  );
  const environment = {
    PORT: '0',
    DATABASE_URL: database.urlOf('media'),
    STORAGE_URL: others.url,
    ANALYSIS_URL: others.url,
    WORK_DIR: workDir,
    FILM_WORKERS: '2',
    VISIOBOOK_PLATFORM_KEY: TEST_PLATFORM_KEY,
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    SHUTDOWN_GRACE_MS: '2000',
  };
  const { sql } = database.clientOf('media');
  return {
    environment,
    workDir,
    briefs,
    others,
    queue,
    reports,
    sql,
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
    /** Waits until the service has taken over who may see a project. */
    async share(projectId: string, members: PayloadOf<typeof ProjectAccessChanged>['members'], revision = 1) {
      await queue.publish(ProjectAccessChanged, { projectId, revision, members });
      const taken = () => sql`
        select 1 from media.known_projects where project_id = ${projectId} and revision >= ${revision}`;
      while ((await taken()).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    async stop() {
      await queue.stop(1000);
      await others.close();
      await database[Symbol.asyncDispose]();
      await rm(workDir, { recursive: true, force: true });
    },
  };
}
export type Surroundings = Awaited<ReturnType<typeof surroundings>>;

/** The real service in this process. */
export async function mediaService(options: { scenes?: number } = {}) {
  const around = await surroundings(options);
  const config = readConfig(configSchema, around.environment);
  const metrics = createMetrics('media');
  const built = await buildApp({ config, log: silentLog(), metrics, version: '0' });
  const url = await built.app.listen({ port: 0, host: '127.0.0.1' });
  return {
    ...around,
    url,
    metrics,
    async ask(query: string, variables: object, userId?: string): Promise<Answer> {
      const viewer = userId ? { [VIEWER_HEADER]: userHeader(userId) } : {};
      const { body } = await request(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...viewer },
        body: JSON.stringify({ query, variables }),
      });
      return (await body.json()) as Answer;
    },
    async [Symbol.asyncDispose]() {
      await built.app.close();
      for (const part of [...built.parts].reverse()) await part.stop();
      await around.stop();
    },
  };
}

/** A run that asks for things as `projects` does. */
export function runOf(
  around: Surroundings,
  overrides: Partial<Record<'projectId' | 'ownerId', string>> = {},
) {
  const step = { runId: newId(), projectId: newId(), ownerId: newId(), ...overrides };
  const { queue, briefs, report } = around;
  const hashOf = (brief: SceneBrief) => `hash of ${brief.sceneId}`;
  const done = (stage: Report['stage'], unit: string) =>
    report(
      ({ runId, ...of }) =>
        runId === step.runId && of.stage === stage && of.unit === unit && of.state === 'DONE',
    );
  const send = async (task: typeof IllustrateScene | typeof NarrateScene) => {
    for (const brief of briefs) {
      const { sceneId } = brief;
      await queue.send(
        task,
        { ...step, sceneId, inputHash: hashOf(brief), settings: SMALL },
        { group: step.ownerId },
      );
    }
  };
  const assetsOf = (stage: Report['stage']) =>
    Promise.all(
      briefs.map(async ({ sceneId }) => {
        const { output } = await done(stage, sceneId);
        if (output?.kind !== 'asset') throw new Error(`no asset was reported for ${sceneId}`);
        return output.assetId;
      }),
    );
  return {
    ...step,
    illustrate: () => send(IllustrateScene),
    narrate: () => send(NarrateScene),
    pictures: () => assetsOf('ILLUSTRATE'),
    voices: () => assetsOf('NARRATE'),
    async assemble(): Promise<string> {
      await Promise.all([send(IllustrateScene), send(NarrateScene)]);
      const [pictures, voices] = [await assetsOf('ILLUSTRATE'), await assetsOf('NARRATE')];
      const scenes = briefs.map(({ sceneId }, i) => ({
        sceneId,
        illustrationId: pictures[i]!,
        narrationId: voices[i]!,
      }));
      const book = { analysisId: newId(), documentId: newId(), title: 'The Lamp', authors: ['Ann Author'] };
      await queue.send(AssembleStoryboard, { ...step, ...book, scenes, settings: SMALL });
      const { output } = await done('ASSEMBLE', 'ASSEMBLE');
      if (output?.kind !== 'storyboard') throw new Error('no storyboard was reported');
      return output.storyboardId;
    },
    async export(storyboardId: string, format: 'MP4' | 'SRT' | 'EPUB', exportId = newId()) {
      await queue.send(RenderExport, { ...step, exportId, storyboardId, format, settings: SMALL });
      return exportId;
    },
    done,
  };
}
