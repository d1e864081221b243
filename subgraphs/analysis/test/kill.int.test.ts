import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AnalyseDocument } from '@visiobook/schema';
import { TEST_PLATFORM_KEY, testDatabase } from '@visiobook/testing';
import { describe, expect, it } from 'vitest';
import { analysisJob, projectsNeighbour, type Report, storageNeighbour } from './analysis-service.ts';
import { smallBook } from './small-book.ts';

const MAIN = join(import.meta.dirname, '..', 'src', 'main.ts');
const CHAPTERS = 300;
/** The models read each chapter before anything is found in it: a step each. */
const READ = CHAPTERS;

// Its children are found in /proc.
describe.skipIf(process.platform !== 'linux')('an analysis whose processes are killed', () => {
  it('goes on at the chapter where it stopped when the service is started again', async () => {
    await using world = await killableService();
    const { projects, sql } = world;
    await projects.queue.send(AnalyseDocument, analysisJob());
    await projects.report(({ done }) => (done ?? 0) > READ + 5);
    await world.killService();
    const [before] = await sql`select chapters_done, status from analysis.analyses`;
    expect(before).toMatchObject({ status: 'RUNNING' });
    expect(before!.chapters_done).toBeGreaterThan(5);
    expect(before!.chapters_done).toBeLessThan(CHAPTERS);
    const stored = await sql`select id, xmin from analysis.scenes order by index`;
    const told = Math.max(...projects.reports.map(({ done }) => done ?? 0));

    await world.startService();
    const { output } = await projects.report(({ state }) => state === 'DONE');
    const scenes = await sql`select id, xmin, chapter_index from analysis.scenes order by index`;
    expect(output?.kind === 'analysis' && output.scenes.map(({ sceneId }) => sceneId)).toEqual(
      scenes.map(({ id }) => id),
    );
    expect(new Set(scenes.map(({ chapter_index }) => chapter_index)).size).toBe(CHAPTERS);
    // What was stored before was not written again, and progress did not go back.
    expect(scenes.slice(0, stored.length).map(({ id, xmin }) => ({ id, xmin }))).toEqual(stored);
    expect(restOf(projects.reports, told).every((done) => done >= told)).toBe(true);
    expect(await sql`select status, chapters_done from analysis.analyses`).toEqual([
      { status: 'COMPLETE', chapters_done: CHAPTERS },
    ]);
    expect(await sql`select 1 from analysis.readings`).toEqual([]);
  }, 300_000);

  it('is read by the models once, chapter by chapter, whatever is killed meanwhile', async () => {
    await using world = await killableService();
    const { projects, sql } = world;
    await projects.queue.send(AnalyseDocument, analysisJob());
    await projects.report(({ done }) => (done ?? 0) > 5);
    await world.killService();
    const read = await sql`select chapter, xmin from analysis.readings order by chapter`;
    expect(read.length).toBeGreaterThan(5);
    expect(read.length).toBeLessThan(CHAPTERS);

    await world.startService();
    await projects.report(({ done }) => (done ?? 0) > READ);
    const after = await sql`select chapter, xmin from analysis.readings order by chapter`;
    expect(after).toHaveLength(CHAPTERS);
    expect(after.slice(0, read.length)).toEqual(read);
    await projects.report(({ state }) => state === 'DONE');
  }, 300_000);

  it('survives the death of its model process and of its worker, without the service noticing more than a retry', async () => {
    await using world = await killableService();
    const { projects, sql } = world;
    await projects.queue.send(AnalyseDocument, analysisJob());
    await projects.report(({ done }) => (done ?? 0) > 5);
    expect(world.killChild('model-process.ts')).toBe(1);
    await projects.report(({ done }) => (done ?? 0) > READ + 5);
    const stored = await sql`select id, xmin from analysis.scenes order by index`;
    expect(world.killChild('analysis-worker.ts')).toBe(1);
    await projects.report(({ state }) => state === 'DONE');
    const scenes = await sql`select id, xmin from analysis.scenes order by index`;
    expect(scenes.slice(0, stored.length)).toEqual(stored);
    expect(world.isServiceAlive()).toBe(true);
    expect(projects.reports.filter(({ state }) => state === 'FAILED')).toEqual([]);
  }, 300_000);

  it('leaves no process behind when the service is killed', async () => {
    await using world = await killableService();
    await world.projects.queue.send(AnalyseDocument, analysisJob());
    await world.projects.report(({ done }) => (done ?? 0) > 5);
    const children = world.children();
    expect(children.length).toBe(2);
    await world.killService();
    while (children.some(isRunning)) await new Promise((resolve) => setTimeout(resolve, 20));
  }, 300_000);
});

/** The steps that were told behind the one that told of `told` steps. */
function restOf(reports: readonly Report[], told: number): number[] {
  const at = reports.findIndex(({ done }) => done === told);
  return reports.slice(at + 1).flatMap(({ state, done }) => (state === 'PROGRESS' ? [done!] : []));
}

/** The real service as a process, with its neighbours. */
async function killableService() {
  const database = await testDatabase();
  const storage = await storageNeighbour(longBook());
  const projects = await projectsNeighbour(database.urlOf('projects'));
  const environment = {
    PORT: '0',
    DATABASE_URL: database.urlOf('analysis'),
    STORAGE_URL: storage.url,
    VISIOBOOK_PLATFORM_KEY: TEST_PLATFORM_KEY,
    MODEL_BACKEND: 'wasm',
    // One model proves it, and the reader of entities would take most of the time.
    MODEL_READER: 'rules',
    MODEL_PROCESSES: '1',
    LOG_LEVEL: 'silent',
  };
  let service = await start(environment);
  const children = () => childrenOf(service.pid!);
  return {
    sql: database.clientOf('analysis').sql,
    projects,
    children,
    isServiceAlive: () => isAlive(service),
    killService: () => kill(service),
    async startService() {
      service = await start(environment);
    },
    /** Kills the service's children that run a file, and says how many. */
    killChild(file: string): number {
      const found = children().filter((pid) => commandOf(pid).includes(file));
      for (const pid of found) process.kill(pid, 'SIGKILL');
      return found.length;
    },
    async [Symbol.asyncDispose]() {
      await kill(service);
      await projects.queue.stop(1000);
      await storage.close();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** The small book's chapters again and again, so that the engine is busy for a moment. */
function longBook() {
  const { text, ...book } = smallBook();
  const chapters = Array.from({ length: CHAPTERS }, (_, index) => {
    const start = index * text.length;
    return { index, title: `Chapter ${index + 1}`, start, end: start + text.trimEnd().length };
  });
  return { ...book, text: text.repeat(CHAPTERS), chapters };
}

function start(environment: Record<string, string>): Promise<ChildProcess> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve(child));
    child.once('exit', (code) => reject(new Error(`analysis ended with code ${code} before it was ready`)));
  });
}

function isAlive(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

async function kill(child: ChildProcess): Promise<void> {
  if (!isAlive(child)) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && statOf(pid)?.parent === parent);
}

function isRunning(pid: number): boolean {
  const stat = statOf(pid);
  return stat !== null && stat.state !== 'Z';
}

function commandOf(pid: number): string {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
}

function statOf(pid: number): { state: string; parent: number } | null {
  try {
    const [state, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return { state: state!, parent: Number(parent) };
  } catch {
    return null;
  }
}
