import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { describe, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '../src/embedded/embedded-postgres.ts';

async function query(url: string, statement: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe(statement);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

describe('the embedded Postgres', () => {
  it('keeps what was committed when its server is killed, and starts again on the same folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'visiobook-embedded-'));
    const first = await startEmbeddedPostgres({ folder });
    await query(first.url, 'create table kept as select 42 as answer');
    const pid = Number(readFileSync(join(folder, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    await first.crashed;

    const second = await startEmbeddedPostgres({ folder });
    expect(await query(second.url, 'select answer from kept')).toMatchObject([{ answer: 42 }]);

    // A starter that was killed leaves its server running: the next one takes it over.
    const third = await startEmbeddedPostgres({ folder });
    expect(third.port).toBe(second.port);
    expect(await query(third.url, 'select answer from kept')).toHaveLength(1);
    await third.stop();
    await second.stop();
    rmSync(folder, { recursive: true, force: true });
  });
});
