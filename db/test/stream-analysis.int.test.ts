import { readFileSync } from 'node:fs';
import { testDatabase } from '@visiobook/testing';
import { expect, it } from 'vitest';
import { createDb } from '../src/client.ts';

const FOLDER = new URL('../migrations/analysis/', import.meta.url);
const ID = '00000000-0000-4000-8000-000000000001';

it('takes analyses from before streaming for complete, with as many chapters as they have', async () => {
  await using database = await testDatabase();
  const { sql, close } = createDb({ url: database.adminUrl, max: 1, applicationName: 'test' });
  await sql.begin(async (tx) => {
    const run = async (file: string) => {
      const text = readFileSync(new URL(file, FOLDER), 'utf8');
      for (const statement of text.split('--> statement-breakpoint')) await tx.unsafe(statement);
    };
    await tx`drop schema analysis cascade`;
    await tx`create schema analysis`;
    await run('0000_init-analysis.sql');
    await tx`insert into analysis.analyses (id, project_id, document_id, content_hash, model_version, title, language,
      summary, models, word_count, token_count, used_at)
      values (${ID}, ${ID}, ${ID}, 'hash', 'baseline-3', 'The Lamp', 'en', '[]', '[]', 34, 40, now())`;
    for (const index of [0, 1])
      await tx`insert into analysis.chapters (analysis_id, index, summary, span_start, span_end, scene_count)
        values (${ID}, ${index}, '[]', 0, 1, 1)`;
    await run('0001_stream-analysis.sql');
    expect(await tx`select status, chapter_count, chapters_done, run_id from analysis.analyses`).toEqual([
      { status: 'COMPLETE', chapter_count: 2, chapters_done: 2, run_id: null },
    ]);
  });
  await close();
});
