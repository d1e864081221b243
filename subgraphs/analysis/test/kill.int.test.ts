import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { AnalyseDocument } from '@visiobook/schema';
import { TEST_PLATFORM_KEY, testDatabase } from '@visiobook/testing';
import { describe, expect, it } from 'vitest';
import { analysisJob, projectsNeighbour, storageNeighbour } from './analysis-service.ts';
import { smallBook } from './small-book.ts';

const MAIN = join(import.meta.dirname, '..', 'src', 'main.ts');

describe('a service that is killed', () => {
  it('analyses the book when it is started again, with its real engine, and stores it once', async () => {
    await using database = await testDatabase();
    const storage = await storageNeighbour(longBook());
    const projects = await projectsNeighbour(database.urlOf('projects'));
    const environment = {
      PORT: '0',
      DATABASE_URL: database.urlOf('analysis'),
      STORAGE_URL: storage.url,
      VISIOBOOK_PLATFORM_KEY: TEST_PLATFORM_KEY,
      LOG_LEVEL: 'silent',
    };
    let service = await start(environment);
    try {
      await projects.queue.send(AnalyseDocument, analysisJob());
      await projects.report(({ state }) => state === 'STARTED');
      await kill(service);
      service = await start(environment);
      const { output } = await projects.report(({ state }) => state === 'DONE');
      const { sql } = database.clientOf('analysis');
      expect(await sql`select count(*)::int as n from analysis.analyses`).toEqual([{ n: 1 }]);
      const [{ n } = { n: 0 }] = await sql`select count(*)::int as n from analysis.scenes`;
      expect(output?.kind === 'analysis' && output.scenes.length).toBe(n);
      expect(n).toBeGreaterThan(1);
      const seen = await sql`select span_start, span_end from analysis.scenes order by index`;
      expect(seen.every(({ span_start, span_end }) => span_start < span_end)).toBe(true);
    } finally {
      await kill(service);
      await projects.queue.stop(1000);
      await storage.close();
    }
  }, 120_000);
});

/** The small book's chapters again and again, so that the engine is busy for a moment. */
function longBook() {
  const { text, ...book } = smallBook();
  const times = 200;
  const chapters = Array.from({ length: times }, (_, index) => {
    const start = index * text.length;
    return { index, title: `Chapter ${index + 1}`, start, end: start + text.trimEnd().length };
  });
  return { ...book, text: text.repeat(times), chapters };
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

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
