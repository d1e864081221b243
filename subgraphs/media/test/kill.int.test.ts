import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runOf, type Surroundings, surroundings } from './media-service.ts';

const MAIN = join(import.meta.dirname, '..', 'src', 'main.ts');

describe('a service that is killed', () => {
  it('goes on where it stopped when it is started again, and makes nothing twice', async () => {
    const around = await surroundings();
    let service = await start(around);
    try {
      const run = runOf(around);
      const killAt = async (seen: Promise<unknown>) => {
        await seen;
        await kill(service);
        service = await start(around);
      };
      const assembling = run.assemble();
      await killAt(around.report(({ stage, state }) => stage === 'ILLUSTRATE' && state === 'DONE'));
      const storyboardId = await assembling;
      const exportId = await run.export(storyboardId, 'MP4');
      await killAt(around.report(({ stage, state }) => stage === 'EXPORT' && state === 'PROGRESS'));
      const { output } = await run.done('EXPORT', 'MP4');

      const { sql, others } = around;
      expect(output).toMatchObject({ kind: 'export', exportId });
      expect(await sql`select count(*)::int as n from media.assets`).toEqual([{ n: 6 }]);
      expect(await sql`select count(*)::int as n from media.frames`).toEqual([{ n: 3 }]);
      expect(await sql`select status from media.exports`).toEqual([{ status: 'READY' }]);
      const steps = await sql`select seq, done from media.export_progress order by seq`;
      expect(steps.map(({ seq }) => seq)).toEqual(steps.map((_, i) => i + 1));
      expect(steps.map(({ done }) => done)).toEqual(steps.map(({ done }) => done).toSorted((a, b) => a - b));
      const stored = output?.kind === 'export' ? others.files.get(output.fileId) : undefined;
      expect(stored?.bytes.subarray(4, 8).toString()).toBe('ftyp');
    } finally {
      await kill(service);
      await around.stop();
    }
  }, 120_000);
});

function start({ environment }: Surroundings): Promise<ChildProcess> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve(child));
    child.once('exit', (code) => reject(new Error(`media ended with code ${code} before it was ready`)));
  });
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
